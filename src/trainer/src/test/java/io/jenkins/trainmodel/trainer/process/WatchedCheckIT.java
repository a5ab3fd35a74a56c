package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.check.CheckFile;
import io.jenkins.trainmodel.check.CheckReport;
import io.jenkins.trainmodel.check.Subject;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a watched specification before its program runs. */
class WatchedCheckIT {
    @TempDir
    private Path folder;

    private Path spec(String text) throws Exception {
        return Files.writeString(folder.resolve("mine.yaml"), text);
    }

    @Test
    void shouldTryWhatCanBeTriedWithoutTheProgram() throws Exception {
        Path spec = spec("""
            stopWhen:
              - maxEpochs: 200
              - maxDuration: 8h
              - earlyStopping: {metric: validation/loss, patience: 3}
            watch: {metrics: {type: csv, path: 'no-logs-here/*.csv'}, artifacts: ['no-output-here/**']}
            """);

        Result result = CommandHere.run("check", spec, "--out", folder.resolve("run"), "--", "java", "Train")
                .exitsWith(0);

        assertThat(result.out())
                .contains("mine; stop rules: 3, gates: 0")
                .contains("java is there, and is not tried")
                .contains("metrics are read from no-logs-here/*.csv: no such file is there yet")
                .contains("kept is what matches no-output-here/** at the end: 0 files now")
                .contains("needed are validation/loss")
                .contains("the rules allow 200 epochs")
                .contains("maxDuration ends it after 8 h")
                .contains("ended earlier by what is measured: earlyStopping")
                .contains("all 6 checks passed");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void shouldTellEverythingThatIsWrongWithIt() throws Exception {
        Path spec = spec("""
            stopWhen:
              - earlyStopping: {metric: val_loss, mode: min, patience: 3}
            watch: {rename: {bleu: dev/bleu}}
            gates: [{metric: dev/bleu, atLeast: 0.3}]
            """);

        Result result = CommandHere.run("check", spec, "--json", "--", "no-such-program-of-mine")
                .exitsWith(2);

        CheckReport report = CheckFile.read(result.out().getBytes(StandardCharsets.UTF_8));
        assertThat(report.failed())
                .extracting(check -> check.subject())
                .containsExactly(Subject.PROGRAM, Subject.METRICS);
        assertThat(report.failed().get(1).findings())
                .containsExactly("val_loss is never measured, and rule earlyStopping, watch.metric needs it: what a"
                        + " program calls so is validation/loss here; write that");
    }

    @Test
    void shouldKnowAWatchedSpecificationByItsKeys() throws Exception {
        Path spec = spec("stopWhen: [{target: {metric: speech/wer, atMost: 1}}]\nwatch: {}\n");

        CommandHere.run("check", spec).exitsWith(0);
        assertThat(CommandHere.run("estimate", spec).exitsWith(0).out())
                .contains("known only once it runs")
                .contains("the rules set no number of epochs or steps; the program ends by itself")
                .contains("the rules set no time")
                .contains("5 s before SIGTERM and 30 s before it is killed");
    }

    @Test
    void shouldEstimateWhatTheRulesTell() throws Exception {
        Path spec = spec("stopWhen: [{maxSteps: 1000}, {maxDuration: 1h}]\nwatch: {grace: 10s}\n");

        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(
                        CommandHere.run("estimate", spec, "--json").exitsWith(0).out());

        assertThat(json.path("maximumSteps").asLong()).isEqualTo(1000);
        assertThat(json.path("maximumEpochs").isNull()).isTrue();
        assertThat(json.at("/latestEnd/rule").asText()).isEqualTo("maxDuration");
        assertThat(json.at("/latestEnd/seconds").asDouble()).isEqualTo(3600);
        assertThat(json.path("graceSeconds").asDouble()).isEqualTo(10);
        assertThat(json.path("unknown").size()).isEqualTo(5);
    }
}
