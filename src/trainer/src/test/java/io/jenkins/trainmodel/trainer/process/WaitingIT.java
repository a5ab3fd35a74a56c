package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.TrainingEvent.WaitingChosen;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Threads of the engine that wait for each other as it is faster. */
@EnabledOnOs(OS.LINUX)
class WaitingIT {
    @TempDir
    private Path folder;

    @Test
    void shouldTryHowThreadsWaitAndTellWhatWasChosen() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        Path spec = Specifications.write(folder, """
                name: waiting
                data: {type: csv, path: %s, label: digit, scale: 0.0625}
                model: {type: mlp, hidden: [256, 256]}
                training: {batchSize: 256}
                stopWhen: [{maxEpochs: 1000000}]
                checkpoint: {everyEpochs: 1000000, keepBest: 0}
                device: {type: cpu, threads: 2}
                """.formatted(Specifications.EXAMPLE.resolve("digits.csv")));
        TrainerProcess process = TrainerProcess.start("run", spec, "--out", run.root());

        assertThat(run.await(process, WaitingChosen.class, chosen -> true)).isTrue();
        process.signal("TERM");
        process.await().exitsWith(12);

        WaitingChosen chosen = run.events(WaitingChosen.class).get(0);
        assertThat(chosen.secondsPerStep())
                .containsOnlyKeys(WaitingChosen.SPINNING, WaitingChosen.SLEEPING)
                .containsKey(chosen.mode())
                .allSatisfy((mode, seconds) -> assertThat(seconds).isPositive());
        run.requireWholeLog();
    }
}
