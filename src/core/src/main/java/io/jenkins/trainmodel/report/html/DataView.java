package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.TrainingEvent.ClassCount;
import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import io.jenkins.trainmodel.event.TrainingEvent.DataRead;
import io.jenkins.trainmodel.words.PlainText;
import io.jenkins.trainmodel.words.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * What the data of a run is.
 *
 * @param more files that are not named here; empty: none
 * @param moreClasses classes likewise
 * @param duplicates samples for training that are equal to one before; empty where nobody has counted
 * @param constant features that teach nothing; empty: none is known
 */
record DataView(
        List<DataFile> files,
        Optional<String> more,
        List<Row> classes,
        Optional<String> moreClasses,
        Optional<String> duplicates,
        Optional<String> constant) {

    /** A class, with its samples by part. */
    record Row(String name, String train, String validation, String test) {}

    static Optional<DataView> of(ReportData run) {
        List<DataRead> read = run.notable(DataRead.class);
        return read.stream().reduce((earlier, newest) -> newest).map(DataView::of);
    }

    private static DataView of(DataRead data) {
        return new DataView(
                data.files().stream()
                        .map(file -> new DataFile(PlainText.line(file.name()), PlainText.line(file.sha256())))
                        .toList(),
                left(data.fileCount(), data.files()),
                data.classes().stream().map(DataView::row).toList(),
                left(data.classCount(), data.classes()),
                data.duplicates().map(Quantity::count),
                data.constant().isEmpty() ? Optional.empty() : Optional.of(constant(data)));
    }

    private static Optional<String> left(int all, List<?> shown) {
        return all > shown.size() ? Optional.of(Quantity.count(all - shown.size())) : Optional.empty();
    }

    private static Row row(ClassCount one) {
        return new Row(
                PlainText.line(one.name()),
                Quantity.count(one.train()),
                Quantity.count(one.validation()),
                Quantity.count(one.test()));
    }

    private static String constant(DataRead data) {
        String named = PlainText.line(String.join(", ", data.constant()));
        return data.constantCount() > data.constant().size() ? named + ", …" : named;
    }

    boolean hasClasses() {
        return !classes.isEmpty();
    }
}
