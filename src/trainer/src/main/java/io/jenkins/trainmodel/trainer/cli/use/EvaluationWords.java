package io.jenkins.trainmodel.trainer.cli.use;

import io.jenkins.trainmodel.evaluation.ConfusionMatrix;
import io.jenkins.trainmodel.evaluation.TestResult;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.trainer.cli.speech.TextTable;
import io.jenkins.trainmodel.trainer.inference.Evaluation;
import io.jenkins.trainmodel.words.Quantity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An evaluation as tables on a terminal. */
final class EvaluationWords {
    /** So many classes have room beside each other; of more the most frequent confusions are told. */
    private static final int MOST_COLUMNS = 14;

    private static final int MOST_CONFUSIONS = 20;
    private static final String NONE = "–";

    private final Audience audience;
    private final List<String> lines = new ArrayList<>();

    private EvaluationWords(Audience audience) {
        this.audience = audience;
    }

    static String of(Path directory, Evaluation result, Audience audience) {
        EvaluationWords words = new EvaluationWords(audience);
        words.lines.add(Speech.say(
                audience, "evaluate.measured", directory, Quantity.of(result.samples(), "sample", audience)));
        new TreeMap<>(result.metrics())
                .forEach((name, value) -> words.lines.add("  %-18s %s".formatted(name, Quantity.number(value))));
        result.details()
                .filter(TestResult.Classification.class::isInstance)
                .map(TestResult.Classification.class::cast)
                .ifPresent(words::addClasses);
        return String.join(System.lineSeparator(), words.lines);
    }

    private void addClasses(TestResult.Classification result) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(Stream.of("class", "precision", "recall", "f1", "samples")
                .map(column -> Speech.say(audience, "evaluate." + column))
                .toList());
        result.classes()
                .forEach(one -> rows.add(List.of(
                        one.name(),
                        number(one.precision()),
                        number(one.recall()),
                        number(one.f1()),
                        Quantity.count(one.support()))));
        lines.add("");
        lines.addAll(TextTable.of(rows));
        List<String> names =
                result.classes().stream().map(TestResult.ClassResult::name).toList();
        if (names.size() <= MOST_COLUMNS) {
            addMatrix(names, result.confusion());
        } else {
            addMostFrequent(result);
        }
    }

    private static String number(Optional<Double> value) {
        return value.map(Quantity::number).orElse(NONE);
    }

    private void addMatrix(List<String> names, ConfusionMatrix confusion) {
        long[][] counts = new long[names.size()][names.size()];
        confusion.cells().forEach(cell -> counts[cell.labelled()][cell.predicted()] = cell.count());
        List<List<String>> rows = new ArrayList<>();
        rows.add(Stream.concat(Stream.of(Speech.say(audience, "evaluate.labelled")), names.stream())
                .toList());
        for (int label = 0; label < counts.length; label++) {
            List<String> row = new ArrayList<>(List.of(names.get(label)));
            for (long count : counts[label]) {
                row.add(count == 0 ? "." : Quantity.count(count));
            }
            rows.add(row);
        }
        lines.add("");
        lines.add(Speech.say(audience, "evaluate.confusion"));
        lines.addAll(TextTable.of(rows));
    }

    /** Classes by number, which are those of the outputs as long as all are told. */
    private void addMostFrequent(TestResult.Classification result) {
        List<TestResult.ClassResult> classes = result.classes();
        List<ConfusionMatrix.Cell> wrong = result.confusion().cells().stream()
                .filter(cell -> cell.labelled() != cell.predicted())
                .filter(cell -> Math.max(cell.labelled(), cell.predicted()) < classes.size())
                .limit(MOST_CONFUSIONS)
                .toList();
        if (wrong.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(Speech.say(audience, "evaluate.confusions"));
        wrong.forEach(cell -> lines.add("  "
                + Speech.say(
                        audience,
                        "evaluate.taken",
                        classes.get(cell.labelled()).name(),
                        classes.get(cell.predicted()).name(),
                        Quantity.count(cell.count()))));
    }
}
