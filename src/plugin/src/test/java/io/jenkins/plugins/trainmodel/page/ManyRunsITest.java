package io.jenkins.plugins.trainmodel.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.stop.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Lists of many runs cost no reading of their logs. */
class ManyRunsITest extends BuildPageTest {
    private static final int RUNS = 200;

    private void train(boolean end) throws Exception {
        for (int number = 0; number < RUNS; number++) {
            SampleRun sample = new SampleRun("run-" + number, number).epochs(1, 20);
            TrainedRun run = sample.enter(build);
            if (end) {
                sample.finished(20, Outcome.SUCCESS).end(build, run, 20, Outcome.SUCCESS);
            }
        }
        RunHistories.get().forgetUnused(System.nanoTime() + Duration.ofDays(1).toNanos());
    }

    private void assertListsReadNoLog() throws Exception {
        assertThat(text("train-model/")).contains("run-0", "run-199");
        JsonNode runs = json("train-model/api/json").at("/runs");
        text("");

        assertThat(runs).hasSize(RUNS).allSatisfy(run -> {
            assertThat(run.at("/epochs").asInt()).isEqualTo(20);
            assertThat(run.at("/metrics/validation~1loss").isNumber()).isTrue();
            assertThat(run.at("/rules/1/rule").asText()).isEqualTo("earlyStopping");
        });
        assertThat(RunHistories.get().size()).isZero();
    }

    @Test
    void shouldListRunsThatGoOnWithoutReadingTheirLogs() throws Exception {
        train(false);
        assertListsReadNoLog();
    }

    @Test
    void shouldListRunsThatHaveEndedWithoutReadingTheirLogs() throws Exception {
        train(true);
        assertListsReadNoLog();
    }

    @Test
    void shouldHoldNothingForRunsThatNobodyLooksAt() throws Exception {
        for (int number = 0; number < 30; number++) {
            new SampleRun("run-" + number, number).epochs(1, 2).enter(build);
            text("train-model/run-" + number + "/data");
        }
        assertThat(RunHistories.get().bytes()).isBetween(1L, 48L << 20);

        RunHistories.get().forgetUnused(System.nanoTime());
        assertThat(RunHistories.get().size()).isPositive();
        RunHistories.get()
                .forgetUnused(System.nanoTime() + Duration.ofMinutes(11).toNanos());
        assertThat(RunHistories.get().size()).isZero();
    }
}
