package io.jenkins.trainmodel.check;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.trainmodel.spec.WatchedSpec;
import io.jenkins.trainmodel.stop.Limits;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.evaluation.EarliestEnd;
import io.jenkins.trainmodel.stop.evaluation.WallClock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of a run in which another program trains, before it does: when its rules end it at the latest. What a step takes,
 * and how much memory and disk the program needs, nobody knows but the program.
 *
 * @param maximumEpochs that the rules allow; empty where they set no such limit
 * @param maximumSteps that the rules allow; empty where they set no such limit
 * @param latestEnd by the rules on time; empty where there are none
 * @param signalAfterSeconds between asking the program to end by a file and by SIGTERM
 * @param graceSeconds between SIGTERM and the end by force
 * @param otherRules names of rules that may end it earlier, in the order of the specification
 * @param artifacts what would be kept now
 */
public record WatchedEstimate(
        Optional<Integer> maximumEpochs,
        Optional<Long> maximumSteps,
        Optional<LatestEnd> latestEnd,
        double signalAfterSeconds,
        double graceSeconds,
        List<String> otherRules,
        Artifacts artifacts) {
    private static final double MILLISECONDS_PER_SECOND = 1e3;

    public WatchedEstimate {
        otherRules = List.copyOf(otherRules);
    }

    /** By this rule, counted from now. */
    public record LatestEnd(String rule, double seconds) {}

    /** The files that match the specification's artifacts now, such as those of a run before. */
    public record Artifacts(long files, long bytes) {}

    /** Of a run that would begin now. */
    public static WatchedEstimate of(WatchedSpec spec, WallClock clock, Artifacts artifacts) {
        Limits limits = Limits.of(spec.stopWhen());
        EarliestEnd.Pace unknown = new EarliestEnd.Pace(1, 0, 0, 0, OptionalDouble.empty(), clock);
        return new WatchedEstimate(
                limits.epochs().stream().boxed().findFirst(),
                limits.steps().stream().boxed().findFirst(),
                EarliestEnd.of(spec.stopWhen(), unknown).map(end -> new LatestEnd(end.rule(), end.secondsLeft())),
                spec.watch().signalAfter().toMillis() / MILLISECONDS_PER_SECOND,
                spec.watch().grace().toMillis() / MILLISECONDS_PER_SECOND,
                spec.stopWhen().stream()
                        .filter(rule -> !isLimit(rule))
                        .map(StopRule::name)
                        .toList(),
                artifacts);
    }

    private static boolean isLimit(StopRule rule) {
        return rule instanceof StopRule.MaxEpochs
                || rule instanceof StopRule.MaxSteps
                || rule instanceof StopRule.MaxDuration
                || rule instanceof StopRule.FinishBy
                || rule instanceof StopRule.Milestone;
    }

    /** What nobody can say before the program runs, for scripts that read the JSON of an estimate. */
    @JsonProperty
    public List<String> unknown() {
        return List.of("step", "epoch", "total", "memory", "disk");
    }
}
