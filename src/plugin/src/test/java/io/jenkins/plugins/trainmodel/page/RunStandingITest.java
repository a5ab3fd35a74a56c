package io.jenkins.plugins.trainmodel.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.trainmodel.record.LaunchRecord;
import io.jenkins.plugins.trainmodel.record.LaunchRecords;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What pages and programs are told of a run is true, whatever has become of it. */
class RunStandingITest extends BuildPageTest {
    private static final String PAGE = "train-model/digits/";
    private static final String RUNNING = "Why is it still running?";

    private static final String LEFT = "about [0-9][^<]* left";

    private SampleRun sample(int epochs) {
        return new SampleRun("digits", 31).epochs(1, epochs);
    }

    private static String button(String page, String command) {
        int start = page.indexOf("data-command=\"" + command + "\"");
        return page.substring(start, page.indexOf("</button>", start));
    }

    @Test
    void shouldSayThatItStopsAndOfferNothingButToKill() throws Exception {
        SampleRun sample = sample(5);
        sample.enter(build);
        assertThat(button(text(PAGE), "stop")).doesNotContain("disabled");
        assertThat(button(text(PAGE), "kill")).contains("hidden");

        post(PAGE + "stop");
        post(PAGE + "stop");

        String page = text(PAGE);
        assertThat(page).contains("stopping", "Stopping, as asked by anonymous, after epoch 5 of 60");
        assertThat(button(page, "stop")).contains("disabled");
        assertThat(button(page, "checkpoint")).contains("disabled");
        assertThat(button(page, "kill")).doesNotContain("hidden");
        assertThat(text("")).contains("Stopping, as asked by anonymous");
        JsonNode run = json(PAGE + "api/json");
        assertThat(run.at("/state").asText()).isEqualTo("running");
        assertThat(run.at("/phase").asText()).isEqualTo("stopping");
        assertThat(run.at("/stoppedBy").asText()).isEqualTo("anonymous");
    }

    @ParameterizedTest
    @EnumSource(LiveStatus.Phase.class)
    void shouldSayWhatARunDoes(LiveStatus.Phase phase) throws Exception {
        SampleRun sample = sample(5);
        sample.enter(build);

        sample.live().in(phase);

        String word = phase == LiveStatus.Phase.TRAINING ? "running" : phase.word();
        assertThat(text(PAGE)).contains(">" + word + "</span>");
        assertThat(json(PAGE + "api/json").at("/phase").asText()).isEqualTo(phase.word());
    }

    @Test
    void shouldSayThatTheAgentIsAwayAndOfferNothing() throws Exception {
        SampleRun sample = sample(5);
        sample.enter(build);
        Instant since = Instant.parse("2026-11-26T08:30:00Z");

        sample.live().awaySince(since);

        String page = text(PAGE);
        assertThat(page)
                .contains(">agent away</span>")
                .contains(
                        "No contact with agent gpu-agent-03 since 2026-11-26 08:30:00 UTC; the training goes on there")
                .doesNotContainPattern(LEFT);
        assertThat(button(page, "stop")).contains("disabled");
        assertThat(button(page, "checkpoint")).contains("disabled");
        assertThat(json(PAGE + "api/json").at("/awaySince").asLong()).isEqualTo(since.toEpochMilli());
    }

    @Test
    void shouldSayWhyARunNeverBegan() throws Exception {
        TrainedRun run = action().begin("digits", "gpu-agent-03");
        end(run, Outcome.FAILURE, "digits.csv: line 3 has 63 columns, the lines before have 65");

        String sentence = "Never began: digits.csv: line 3 has 63 columns, the lines before have 65";
        assertThat(text("")).contains(sentence).doesNotContain("Stopped after epoch 0");
        assertThat(text(PAGE))
                .contains(sentence, ">failure</span>", ">digits</bdi>")
                .doesNotContain(RUNNING, "unnamed run", ">running</span>");
        assertThat(json(PAGE + "api/json").at("/status").asText()).isEqualTo(sentence);
    }

    @Test
    void shouldSayWhatADryRunHasFoundAndOfferNoRestart() throws Exception {
        end(
                action().begin("digits", "gpu-agent-03", "", RunKind.DRY_RUN),
                Outcome.SUCCESS,
                "dry run: all 9 checks passed");

        assertThat(text(PAGE)).contains("dry run: all 9 checks passed").doesNotContain("train-model-restart");
        assertThat(inChinese("GET", PAGE).body()).contains("试运行：9 项检查全部通过");
        assertThat(json("train-model-restart/points").at("/runs")).isEmpty();
    }

    @Test
    void shouldSayThatARunWasKilledThoughItsLogHasNoEnd() throws Exception {
        SampleRun sample = sample(7);
        TrainedRun run = sample.enter(build);

        sample.end(build, run, 7, Outcome.ABORTED, "killed by admin while it was stopping");

        assertThat(text(PAGE))
                .contains("Stopped after epoch 7 of 60: killed by admin while it was stopping", ">aborted</span>")
                .doesNotContain(RUNNING, "No news since")
                .doesNotContainPattern(LEFT);
        assertThat(json(PAGE + "data").at("/running").asBoolean()).isFalse();
    }

    @Test
    void shouldTakeNoRunForRunningWhoseBuildIsOver() throws Exception {
        SampleRun sample = sample(4);
        TrainedRun run = sample.enter(build);
        LiveRuns.get().leave(build, run.getId());

        assertThat(text(PAGE)).contains(">interrupted</span>").doesNotContain(RUNNING, "data-command");
        assertThat(json(PAGE + "data").at("/running").asBoolean()).isFalse();
        assertThat(json(PAGE + "api/json").at("/state").asText()).isEqualTo("interrupted");
    }

    @Test
    void shouldKnowHowFarARunWasWhoseBuildEndedWithoutAWord() throws Exception {
        SampleRun sample = sample(4);
        TrainedRun run = sample.enter(build);
        action().note(run.getId(), sample.figures());
        LiveRuns.get().leave(build, run.getId());

        JsonNode json = json(PAGE + "api/json");
        assertThat(json.at("/epochs").asInt()).isEqualTo(4);
        assertThat(json.at("/elapsedSeconds").asDouble()).isPositive();
        assertThat(json.at("/status").asText()).contains(" The last that is known: after epoch 4 of 60; best ");
        assertThat(action().getTable().getRows().get(0).getStatus().getEpochs()).isEqualTo(4);
    }

    @Test
    void shouldSayWhatBecameOfATrainerThatNobodyFollows() throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        TrainedRun run = action().begin("digits", agent.getNodeName());
        LaunchRecord trainer = trainer(run);
        LaunchRecords.get().follow(trainer.key());
        LaunchRecords.get().write(trainer);

        assertSaidEverywhere("its trainer on agent " + agent.getNodeName() + " is being ended");

        jenkins.disconnectSlave(agent);
        assertSaidEverywhere("may go on on agent " + agent.getNodeName() + ", which is away, and is ended when");

        LaunchRecords.get().remove(trainer.key());
        assertSaidEverywhere("its trainer no longer runs, and what it had saved is on agent " + agent.getNodeName());
    }

    private LaunchRecord trainer(TrainedRun run) {
        return new LaunchRecord(
                "a-key",
                run.getNode(),
                "/nowhere",
                "/nowhere/run",
                "/nowhere/run@tmp",
                build.getParent().getFullName(),
                build.getNumber(),
                run.getId(),
                run.getName(),
                System.currentTimeMillis(),
                60,
                false,
                0,
                false);
    }

    /** On the build's page, the run's page, in the list of all runs, and for programs. */
    private void assertSaidEverywhere(String words) throws Exception {
        JsonNode run = json(PAGE + "api/json");
        String sentence = run.at("/status").asText();
        assertThat(sentence)
                .startsWith("The build ended without a word about this run")
                .contains(words);
        assertThat(run.at("/state").asText()).isEqualTo("interrupted");
        assertThat(run.at("/reason").asText()).isEqualTo(sentence);
        assertThat(json("train-model/api/json").at("/runs/0/reason").asText()).isEqualTo(sentence);
        assertThat(text(PAGE)).contains(">interrupted</span>", sentence);
        assertThat(text("")).contains(sentence);
        assertThat(action().getTable().getRows().get(0).getWords()).isEqualTo(sentence);
    }

    @Test
    void shouldKeepTheOutcomeWhenTheLogIsGone() throws Exception {
        SampleRun sample = sample(9);
        TrainedRun run = sample.enter(build);
        sample.finished(9, Outcome.SUCCESS).end(build, run, 9, Outcome.SUCCESS);
        byte[] whole = Files.readAllBytes(log(run));
        byte[] noise = new byte[200_000];
        new Random(3).nextBytes(noise);

        Files.delete(log(run));
        assertOutcomeIsKept("The event log of this run is gone");
        Files.write(log(run), new byte[0]);
        assertOutcomeIsKept("The event log of this run is gone");
        Files.write(log(run), noise);
        assertOutcomeIsKept("The event log of this run is gone");
        // Forgotten first, since a log that only grows is all that a page expects.
        RunHistories.get().forgetUnused(System.nanoTime() + Duration.ofDays(1).toNanos());
        Files.write(log(run), Arrays.copyOf(whole, whole.length / 2));
        assertOutcomeIsKept("The event log of this run ends at epoch");
    }

    private void assertOutcomeIsKept(String notice) throws Exception {
        assertThat(text(PAGE))
                .contains("Stopped after epoch 9 of 60: earlyStopping", ">success</span>", ">digits</bdi>", notice)
                .doesNotContain(RUNNING, "unnamed run")
                .doesNotContainPattern(LEFT);
        assertThat(json(PAGE + "data").at("/running").asBoolean()).isFalse();
    }

    @Test
    void shouldKnowAfterARestartHowARunEnded() throws Exception {
        SampleRun sample = sample(9);
        sample.finished(9, Outcome.UNSTABLE).end(build, sample.enter(build), 9, Outcome.UNSTABLE);

        FreeStyleProject job = build.getProject();
        job._getRuns().purgeCache();
        FreeStyleBuild again = job.getBuildByNumber(build.getNumber());

        assertThat(again).isNotSameAs(build);
        RunStatus status =
                again.getAction(TrainingBuildAction.class).getStatuses().get(0);
        assertThat(status.getState()).isEqualTo("unstable");
        assertThat(status.getStatus()).startsWith("Stopped after epoch 9 of 60: earlyStopping");
        assertThat(status.getMetrics()).containsKeys("validation/accuracy", "validation/loss");
        assertThat(status.getStartTime()).isPositive();
    }
}
