package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.evaluation.ConfusionMatrix;
import io.jenkins.trainmodel.evaluation.TestResult;
import io.jenkins.trainmodel.evaluation.TestResult.ClassResult;
import io.jenkins.trainmodel.words.MetricWords;
import io.jenkins.trainmodel.words.Quantity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What the kept model does on test data, as tables and pictures.
 *
 * @param classes of a classifier, one row each
 * @param confusion of a classifier with few classes: a row a label
 * @param confused of a classifier with many: the pairs that are taken for each other most often
 */
record TestView(
        String samples,
        List<Metric> metrics,
        List<ClassRow> classes,
        List<Label> confusion,
        List<Pair> confused,
        Optional<TestPicture> picture) {
    private static final int MOST_COLUMNS = 14;
    private static final int MOST_PAIRS = 20;
    private static final int SHADES = 9;
    private static final String NONE = "–";

    record Metric(String title, String value) {}

    record ClassRow(String name, List<String> values) {}

    record Label(String name, List<Count> counts) {}

    /** How many samples, and how dark the cell is: 0 for none of its row, {@value #SHADES} for all. */
    record Count(long count, int shade) {}

    record Pair(String labelled, String predicted, long count) {}

    static Optional<TestView> of(ReportData run) {
        return run.told().tested().map(tested -> of(run, tested.result()));
    }

    private static TestView of(ReportData run, TestResult result) {
        List<Metric> metrics = new TreeMap<>(result.byPath())
                .entrySet().stream()
                        .map(metric -> new Metric(
                                MetricWords.title(metric.getKey(), run.audience()), Quantity.number(metric.getValue())))
                        .toList();
        String samples = Quantity.of(result.samples(), "sample", run.audience());
        if (result instanceof TestResult.Classification classifier) {
            boolean few = classifier.classes().size() <= MOST_COLUMNS
                    && classifier.confusion().omitted() == 0;
            return new TestView(
                    samples,
                    metrics,
                    classifier.classes().stream().map(TestView::row).toList(),
                    few ? confusion(classifier) : List.of(),
                    few ? List.of() : confused(run, classifier),
                    Optional.of(TestPicture.of(run, classifier.calibration())));
        }
        Optional<TestPicture> picture = result instanceof TestResult.Regression regression
                ? regression.residuals().map(residuals -> TestPicture.of(run, residuals))
                : Optional.empty();
        return new TestView(samples, metrics, List.of(), List.of(), List.of(), picture);
    }

    private static ClassRow row(ClassResult one) {
        return new ClassRow(
                one.name(),
                List.of(
                        Quantity.count(one.support()),
                        number(one.precision()),
                        number(one.recall()),
                        number(one.f1()),
                        number(one.rocAuc()),
                        number(one.prAuc())));
    }

    private static String number(Optional<Double> value) {
        return value.map(Quantity::number).orElse(NONE);
    }

    private static List<Label> confusion(TestResult.Classification result) {
        int size = result.classes().size();
        long[][] counts = new long[size][size];
        for (ConfusionMatrix.Cell cell : result.confusion().cells()) {
            if (isClass(cell.labelled(), size) && isClass(cell.predicted(), size)) {
                counts[cell.labelled()][cell.predicted()] = cell.count();
            }
        }
        return IntStream.range(0, size)
                .mapToObj(label -> new Label(result.classes().get(label).name(), shaded(counts[label])))
                .toList();
    }

    private static boolean isClass(int number, int size) {
        return number >= 0 && number < size;
    }

    private static List<Count> shaded(long[] row) {
        long all = Math.max(1, Arrays.stream(row).sum());
        return Arrays.stream(row)
                .mapToObj(count -> new Count(count, (int) Math.ceil((double) SHADES * count / all)))
                .toList();
    }

    private static List<Pair> confused(ReportData run, TestResult.Classification result) {
        return result.confusion().cells().stream()
                .filter(cell -> cell.labelled() != cell.predicted())
                .limit(MOST_PAIRS)
                .map(cell ->
                        new Pair(name(run, result, cell.labelled()), name(run, result, cell.predicted()), cell.count()))
                .toList();
    }

    private static String name(ReportData run, TestResult.Classification result, int number) {
        return isClass(number, result.classes().size())
                ? result.classes().get(number).name()
                : run.say("test.class", number);
    }

    boolean hasClasses() {
        return !classes.isEmpty();
    }

    boolean hasConfusion() {
        return !confusion.isEmpty();
    }

    boolean hasConfused() {
        return !confused.isEmpty();
    }
}
