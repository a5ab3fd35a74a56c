package io.jenkins.plugins.trainmodel.page;

import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.report.Cost;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Verdict;
import io.jenkins.trainmodel.words.MetricWords;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far a run has come, in numbers. Bounded in size whatever the run's log holds, so that it can be kept in memory for
 * every run that goes on, and in a small file for every one that has ended.
 *
 * @param startedAt when the training began; empty if it never did
 * @param epoch complete epochs
 * @param plannedEpochs the epochs that the rules allow at most, where they bound them
 * @param step complete optimizer steps
 * @param elapsedSeconds training time over all resumes
 * @param secondsLeft estimated seconds until the end, where the rules allow an estimate
 * @param boundBy the name of the rule that the estimate goes by
 * @param best the best value of the metric that decides which checkpoint is best
 * @param metrics the metrics of the last complete epoch
 * @param bestMetrics the best value of every metric whose direction is known
 * @param verdicts the rules' newest answers
 * @param gates what the gates answered at the end; empty before it, and of a run without gates
 * @param cost what it has used of its machines; empty where that is not known
 */
public record RunFigures(
        Optional<Instant> startedAt,
        int epoch,
        Optional<Integer> plannedEpochs,
        long step,
        double elapsedSeconds,
        Optional<Double> secondsLeft,
        Optional<String> boundBy,
        Optional<Best> best,
        Map<String, Double> metrics,
        Map<String, Double> bestMetrics,
        List<Verdict> verdicts,
        List<GateVerdict> gates,
        Optional<Cost> cost) {
    private static final int MOST_METRICS = 200;
    private static final int MOST_VERDICTS = 100;
    private static final int MOST_GATES = 100;
    private static final int LONGEST_NAME = 200;

    /** Those of a run that has said nothing yet. */
    public static final RunFigures NONE = new RunFigures(
            Optional.empty(),
            0,
            Optional.empty(),
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of());

    /** Those of a run of which nobody knows what it has cost. */
    public RunFigures(
            Optional<Instant> startedAt,
            int epoch,
            Optional<Integer> plannedEpochs,
            long step,
            double elapsedSeconds,
            Optional<Double> secondsLeft,
            Optional<String> boundBy,
            Optional<Best> best,
            Map<String, Double> metrics,
            Map<String, Double> bestMetrics,
            List<Verdict> verdicts,
            List<GateVerdict> gates) {
        this(
                startedAt,
                epoch,
                plannedEpochs,
                step,
                elapsedSeconds,
                secondsLeft,
                boundBy,
                best,
                metrics,
                bestMetrics,
                verdicts,
                gates,
                Optional.empty());
    }

    public RunFigures {
        metrics = bounded(metrics);
        bestMetrics = bounded(bestMetrics);
        verdicts = verdicts.stream().limit(MOST_VERDICTS).toList();
        // files of runs that an older version has ended know no gates
        cost = cost == null ? Optional.empty() : cost;
        gates = gates == null ? List.of() : gates.stream().limit(MOST_GATES).toList();
    }

    private static Map<String, Double> bounded(Map<String, Double> given) {
        Map<String, Double> kept = new TreeMap<>();
        given.entrySet().stream()
                .filter(metric -> metric.getValue() != null && metric.getKey().length() <= LONGEST_NAME)
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_METRICS)
                .forEach(metric -> kept.put(metric.getKey(), metric.getValue()));
        return Collections.unmodifiableMap(kept);
    }

    /** How far it is, such as {@code epoch 5 of 60; best validation loss 0.0712 in epoch 4}. */
    String inWords() {
        return Sentence.progress(epoch, plannedEpochs, best.map(value -> MetricWords.of(value, Reader.audience())));
    }
}
