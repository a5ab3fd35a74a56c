package io.jenkins.trainmodel.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventWriter;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import io.jenkins.trainmodel.stop.evaluation.ArbitraryRuns;
import io.jenkins.trainmodel.stop.evaluation.Decision;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import io.jenkins.trainmodel.stop.evaluation.References;
import io.jenkins.trainmodel.stop.evaluation.StopEvaluator;
import io.jenkins.trainmodel.stop.evaluation.WallClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReplayEqualsLiveTest {
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void shouldStopWhereTheLiveRunDid(@ForAll("ruleSets") List<StopRule> rules, @ForAll("runs") List<Observation> run)
            throws IOException {
        Path log = Files.createTempFile("events", ".jsonl");
        try {
            Optional<Stop> live = train(rules, run, log);

            BacktestResult replayed = Backtest.replay(rules, CurveReader.read(log), References.none());

            assertThat(replayed.epoch()).isEqualTo(live.map(stop -> stop.at().epoch()));
            assertThat(replayed.outcome())
                    .isEqualTo(live.flatMap(stop -> stop.decision().outcome()));
            assertThat(replayed.fired())
                    .isEqualTo(live.stream()
                            .flatMap(stop -> stop.decision().fired().stream())
                            .map(Verdict::rule)
                            .toList());
            assertThat(replayed.decision().map(Decision::reason))
                    .isEqualTo(live.map(stop -> stop.decision().reason()));
        } finally {
            Files.delete(log);
        }
    }

    private record Stop(Observation at, Decision decision) {}

    /** What the training loop does: shows the rules what it measures, and writes it down. */
    private static Optional<Stop> train(List<StopRule> rules, List<Observation> run, Path log) throws IOException {
        StopEvaluator evaluator = StopEvaluator.start(rules, References.none());
        Hand clock = new Hand(run.get(0).clock().orElseThrow().origin());
        try (EventWriter writer = EventWriter.open(log, clock)) {
            writer.write(started(run.get(0).clock().orElseThrow()));
            for (Observation observation : run) {
                clock.now = observation.clock().orElseThrow().now().toInstant();
                Decision decision = evaluator.observe(observation);
                writer.write(event(observation));
                writer.write(
                        new TrainingEvent.RuleEvaluated(observation.epoch(), observation.step(), decision.verdicts()));
                if (decision.stop()) {
                    writer.write(finished(observation, decision));
                    return Optional.of(new Stop(observation, decision));
                }
            }
        }
        return Optional.empty();
    }

    /** A clock that stands where the run is. */
    private static final class Hand extends Clock {
        private Instant now;

        private Hand(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static TrainingEvent started(WallClock clock) {
        return new TrainingEvent.Started(
                "run",
                "replayed",
                JsonNodeFactory.instance.objectNode(),
                Map.of("origin", clock.origin().atZone(clock.now().getZone()).toString()),
                100,
                10,
                10,
                Optional.empty(),
                1000,
                1,
                Optional.empty());
    }

    private static TrainingEvent event(Observation seen) {
        return seen.epochEnd()
                ? new TrainingEvent.Epoch(
                        seen.epoch(),
                        seen.step(),
                        seen.elapsedSeconds(),
                        seen.metrics(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty())
                : new TrainingEvent.Step(seen.epoch(), seen.step(), seen.elapsedSeconds(), seen.metrics());
    }

    private static TrainingEvent finished(Observation seen, Decision decision) {
        return new Conclusion.Finished(
                decision.outcome().orElse(Outcome.SUCCESS),
                decision.reason(),
                decision.fired(),
                seen.epoch(),
                seen.step(),
                seen.elapsedSeconds(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty());
    }

    @Provide
    Arbitrary<List<StopRule>> ruleSets() {
        return ArbitraryRuns.ruleSets();
    }

    @Provide
    Arbitrary<List<Observation>> runs() {
        return ArbitraryRuns.runs();
    }
}
