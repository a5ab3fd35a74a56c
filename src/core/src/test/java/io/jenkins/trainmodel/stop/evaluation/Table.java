package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.Deadline;
import io.jenkins.trainmodel.stop.StopRule;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Epochs and verdicts as the tables of tests write them. */
final class Table {
    static final ZonedDateTime MIDNIGHT = ZonedDateTime.parse("2026-11-26T00:00:00+01:00[Europe/Berlin]");

    private Table() {}

    /** What a rule answers to a metric's values, a letter an epoch: F(ired), H(eld), W(arming), N(ot evaluable). */
    static String verdicts(StopRule rule, String metric, String values) {
        return letters(decisions(rule, observations(metric, values)));
    }

    /** What the rule answers to observations, as {@link #verdicts} writes it; a dot where it did not look. */
    static String verdicts(StopRule rule, List<Observation> observations) {
        return letters(decisions(rule, observations));
    }

    static List<Decision> decisions(StopRule rule, List<Observation> observations) {
        StopEvaluator evaluator = StopEvaluator.start(List.of(rule), References.none());
        return observations.stream().map(evaluator::observe).toList();
    }

    static String letters(List<Decision> decisions) {
        return decisions.stream()
                .map(decision -> decision.verdicts().isEmpty()
                        ? "."
                        : decision.verdicts().get(0).status().name().substring(0, 1))
                .collect(Collectors.joining(" "));
    }

    /** One epoch a word: a number, {@code nan}, {@code inf}, {@code -inf}, or {@code -} for not measured. */
    static List<Observation> observations(String metric, String values) {
        List<Observation> observations = new ArrayList<>();
        for (String word : values.trim().split("\\s+")) {
            observations.add(epoch(observations.size() + 1, word.equals("-") ? "" : metric + "=" + word));
        }
        return observations;
    }

    /** The end of an epoch, at 10 steps and 60 seconds an epoch, with metrics such as {@code "train/loss=0.5"}. */
    static Observation epoch(int epoch, String... metrics) {
        return new Observation(epoch, epoch * 10L, epoch * 60.0, true, metrics(metrics));
    }

    /** A step within an epoch, at 10 steps and 60 seconds an epoch. */
    static Observation step(long step, String... metrics) {
        return new Observation((int) ((step + 9) / 10), step, step * 6.0, false, metrics(metrics));
    }

    /** At which time of day the moment was, in a run that began at midnight and pauses for nothing. */
    static Observation timed(Observation observation) {
        ZonedDateTime now = MIDNIGHT.plusNanos((long) (observation.elapsedSeconds() * 1e9));
        return new Observation(
                observation.epoch(),
                observation.step(),
                observation.elapsedSeconds(),
                observation.epochEnd(),
                observation.metrics(),
                Optional.of(new WallClock(MIDNIGHT.toInstant(), now, Deadline.SMALLEST_RESERVE)));
    }

    /** The two losses, epoch by epoch, as {@code "train:validation"}; {@code -} for not measured. */
    static List<Observation> losses(String pairs) {
        List<Observation> observations = new ArrayList<>();
        for (String pair : pairs.trim().split("\\s+")) {
            String[] losses = pair.split(":");
            observations.add(epoch(
                    observations.size() + 1,
                    losses[0].equals("-") ? "" : MetricNames.TRAIN_LOSS + "=" + losses[0],
                    losses[1].equals("-") ? "" : MetricNames.VALIDATION_LOSS + "=" + losses[1]));
        }
        return observations;
    }

    static double number(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(word);
        };
    }

    private static Map<String, Double> metrics(String... metrics) {
        return Arrays.stream(metrics)
                .filter(metric -> !metric.isEmpty())
                .map(metric -> metric.split("="))
                .collect(Collectors.toMap(metric -> metric[0], metric -> number(metric[1]), (a, b) -> b, HashMap::new));
    }
}
