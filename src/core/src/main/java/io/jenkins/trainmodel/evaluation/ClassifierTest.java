package io.jenkins.trainmodel.evaluation;

import io.jenkins.trainmodel.evaluation.TestResult.ClassResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Takes a classifier's probabilities sample by sample and tells in the end how good they were. */
public final class ClassifierTest {
    /** Scores that are kept for the areas under the curves; with more of them these are left out. */
    private static final long MOST_SCORES = 1L << 26;

    /** Classes that are told one by one; of more the most frequent ones are. */
    private static final int MOST_CLASSES = 200;

    private static final int FIRST_ROOM = 1024;

    private final List<String> names;
    private final long[][] confusion;
    private final Calibration.Sums calibration = new Calibration.Sums();
    private final boolean ranks;
    private int[] labels = new int[FIRST_ROOM];
    private float[][] scores;
    private int samples;

    /**
     * Begins a test.
     *
     * @param names of the classes, in the order of the model's outputs
     * @param expected how many samples will come, about
     */
    public ClassifierTest(List<String> names, long expected) {
        this.names = List.copyOf(names);
        confusion = new long[names.size()][names.size()];
        ranks = expected * names.size() <= MOST_SCORES;
        scores = new float[ranks ? names.size() : 0][FIRST_ROOM];
    }

    /**
     * Adds one sample.
     *
     * @param probabilities one a class
     * @throws ArithmeticException if one of them is not finite: such a model cannot be judged
     */
    public void add(int label, float[] probabilities) {
        makeRoom();
        int predicted = 0;
        for (int i = 0; i < names.size(); i++) {
            if (!Float.isFinite(probabilities[i])) {
                throw new ArithmeticException(String.format(
                        Locale.ROOT,
                        "the model's output for class %s is %s in sample %d of the test data",
                        names.get(i),
                        probabilities[i],
                        samples + 1));
            }
            predicted = probabilities[i] > probabilities[predicted] ? i : predicted;
            if (ranks) {
                scores[i][samples] = probabilities[i];
            }
        }
        labels[samples++] = label;
        confusion[label][predicted]++;
        calibration.add(probabilities[predicted], predicted == label);
    }

    private void makeRoom() {
        if (samples == labels.length) {
            labels = Arrays.copyOf(labels, 2 * samples);
            Arrays.setAll(scores, i -> Arrays.copyOf(scores[i], 2 * samples));
        }
    }

    /**
     * What has come out.
     *
     * @throws IllegalStateException without samples
     */
    public TestResult.Classification result() {
        if (samples == 0) {
            throw new IllegalStateException("there are no samples to test with");
        }
        List<ClassResult> classes = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            classes.add(classResult(i));
        }
        Calibration calibrated = calibration.calibration();
        return new TestResult.Classification(
                samples,
                metrics(classes, calibrated),
                mostFrequent(classes),
                ConfusionMatrix.of(confusion),
                calibrated);
    }

    /** In the order of the outputs, as long as all have room. */
    private static List<ClassResult> mostFrequent(List<ClassResult> classes) {
        return classes.size() <= MOST_CLASSES
                ? classes
                : classes.stream()
                        .sorted(Comparator.comparingLong(ClassResult::support).reversed())
                        .limit(MOST_CLASSES)
                        .toList();
    }

    private ClassResult classResult(int number) {
        long hits = confusion[number][number];
        long support = Arrays.stream(confusion[number]).sum();
        long predicted = Arrays.stream(confusion).mapToLong(row -> row[number]).sum();
        Optional<Ranking> ranking = ranks ? Optional.of(ranking(number)) : Optional.empty();
        return new ClassResult(
                names.get(number),
                support,
                share(hits, predicted),
                share(hits, support),
                share(2 * hits, predicted + support),
                ranking.flatMap(Ranking::rocAuc),
                ranking.flatMap(Ranking::averagePrecision));
    }

    private Ranking ranking(int number) {
        boolean[] positive = new boolean[samples];
        for (int i = 0; i < samples; i++) {
            positive[i] = labels[i] == number;
        }
        return Ranking.of(Arrays.copyOf(scores[number], samples), positive);
    }

    private static Optional<Double> share(long part, long whole) {
        return whole == 0 ? Optional.empty() : Optional.of((double) part / whole);
    }

    /**
     * Means over the classes that occur or were predicted, each class counting the same (macro); what is undefined for one
     * of them counts 0 there, as F1 has it.
     */
    private Map<String, Double> metrics(List<ClassResult> classes, Calibration calibrated) {
        long hits = 0;
        for (int i = 0; i < names.size(); i++) {
            hits += confusion[i][i];
        }
        Map<String, Double> metrics = new TreeMap<>();
        metrics.put("accuracy", (double) hits / samples);
        List<ClassResult> seen =
                classes.stream().filter(one -> one.f1().isPresent()).toList();
        metrics.put(
                "precision",
                mean(seen, one -> one.precision().or(() -> Optional.of(0.0))).orElse(0.0));
        metrics.put(
                "recall",
                mean(seen, one -> one.recall().or(() -> Optional.of(0.0))).orElse(0.0));
        metrics.put("f1", mean(seen, ClassResult::f1).orElse(0.0));
        mean(classes, ClassResult::rocAuc).ifPresent(area -> metrics.put("rocAuc", area));
        mean(classes, ClassResult::prAuc).ifPresent(area -> metrics.put("prAuc", area));
        metrics.put("calibrationError", calibrated.expectedError());
        return metrics;
    }

    private static Optional<Double> mean(List<ClassResult> classes, Function<ClassResult, Optional<Double>> value) {
        double[] values = classes.stream()
                .map(value)
                .flatMap(Optional::stream)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return values.length == 0
                ? Optional.empty()
                : Optional.of(Arrays.stream(values).average().orElseThrow());
    }
}
