package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.Preprocessing;
import io.jenkins.trainmodel.trainer.data.file.TableFile;
import io.jenkins.trainmodel.trainer.data.file.TableFile.Row;
import io.jenkins.trainmodel.trainer.data.inference.LearnedData;
import io.jenkins.trainmodel.trainer.data.inference.LearnedLabels;
import io.jenkins.trainmodel.trainer.data.inference.SampleReader;
import io.jenkins.trainmodel.trainer.data.inference.UnseenRequest;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Problems;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The rows of tables for a model, whose columns are found by name; others are passed over. */
public final class TableSamples implements SampleReader {
    private final DataSpec.Csv spec;
    private final LearnedData learned;
    private final UnseenRequest request;
    private final Tables files;
    private final Consumer<String> notes;
    private final LearnedLabels labels;
    private final Iterator<Path> paths;
    private Optional<Table> table = Optional.empty();
    private long row;
    private String name = "";

    /**
     * Begins to read.
     *
     * @param notes is told of rows that were left out
     */
    public TableSamples(
            DataSpec.Csv spec, LearnedData learned, UnseenRequest request, Tables files, Consumer<String> notes) {
        this.spec = spec;
        this.learned = learned;
        this.request = request;
        this.files = files;
        this.notes = notes;
        labels = new LearnedLabels(learned);
        paths = request.paths().iterator();
    }

    @Override
    public boolean read(ByteBuffer featureTarget, ByteBuffer labelTarget) {
        while (table.isPresent() || paths.hasNext()) {
            Table open = table.orElseGet(() -> new Table(files.open(paths.next())));
            table = Optional.of(open);
            if (open.read(featureTarget, labelTarget)) {
                return true;
            }
            close();
        }
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {
        table.ifPresent(Table::close);
        table = Optional.empty();
    }

    /** One file. */
    private final class Table {
        private final TableFile file;
        private final CsvHeader header;
        private final int[] features;
        private final Optional<Integer> label;
        private final Optional<Integer> id;
        private final MissingRows missing;
        private final double[] values;

        Table(TableFile file) {
            this.file = file;
            missing = new MissingRows(file.path().toString(), spec.missing());
            header = CsvHeader.read(file);
            List<String> wanted = learned.preprocessing().columns();
            Problems problems = new Problems();
            header.requireDistinct(problems);
            wanted.forEach(column -> header.require("a feature", column, problems));
            label = optional(request.labelled() ? Optional.of(spec.label()) : Optional.empty(), "the label", problems);
            id = optional(request.id(), "what rows are called by", problems);
            problems.throwIfAny();
            features = wanted.stream().mapToInt(header.names()::indexOf).toArray();
            values = new double[features.length];
        }

        private Optional<Integer> optional(Optional<String> column, String role, Problems problems) {
            column.ifPresent(wanted -> header.require(role, wanted, problems));
            return column.map(header.names()::indexOf);
        }

        boolean read(ByteBuffer featureTarget, ByteBuffer labelTarget) {
            for (Optional<Row> next = file.next(); next.isPresent(); next = file.next()) {
                row++;
                Row cells = complete(next.get());
                if (!isLeftOut(cells)) {
                    name = id.map(cells::get).orElseGet(() -> Long.toString(row));
                    putFeatures(cells, featureTarget);
                    label.ifPresent(column -> putLabel(column, cells.get(column), labelTarget));
                    return true;
                }
            }
            return false;
        }

        private Row complete(Row cells) {
            Problems problems = new Problems();
            header.isComplete(cells, problems);
            problems.throwIfAny();
            return cells;
        }

        private boolean isLeftOut(Row cells) {
            if (!missing.areSkipped()) {
                return false;
            }
            for (int column : features) {
                if (CsvCell.isMissing(cells.get(column))) {
                    return missing.skip(place(column));
                }
            }
            return label.filter(column -> isMissing(cells.get(column)) && missing.skip(place(column)))
                    .isPresent();
        }

        private boolean isMissing(String labelCell) {
            return learned.task() == Task.CLASSIFICATION
                    ? CsvCell.isMissingAmongText(labelCell)
                    : CsvCell.isMissing(labelCell);
        }

        /** As the training samples were prepared: in double, and rounded to float32 at the end. */
        private void putFeatures(Row cells, ByteBuffer target) {
            Preprocessing prepared = learned.preprocessing();
            for (int feature = 0; feature < features.length; feature++) {
                String cell = cells.get(features[feature]);
                double value = CsvCell.parse(cell) * prepared.scale();
                values[feature] = prepared.means().isEmpty()
                        ? value
                        : (value - prepared.means().get(feature))
                                / prepared.deviations().get(feature);
                requireNumber(features[feature], cell, values[feature]);
                target.putFloat((float) values[feature]);
            }
        }

        private void putLabel(int column, String cell, ByteBuffer target) {
            if (learned.task() == Task.CLASSIFICATION) {
                labels.putClass(cell, () -> place(column), target);
            } else {
                double value = CsvCell.parse(cell);
                requireNumber(column, cell, value);
                labels.putNumber(value, target);
            }
        }

        private void requireNumber(int column, String cell, double value) {
            if (!Float.isFinite((float) value)) {
                throw new DataException(place(column) + ": "
                        + (CsvCell.isNumber(cell)
                                ? Quoted.of(cell) + " is beyond the range of float32 where the model has learned it"
                                : CsvCell.explain(cell)));
            }
        }

        private String place(int column) {
            return file.place() + ", column " + Quoted.of(header.names().get(column));
        }

        void close() {
            List<String> warnings = new ArrayList<>();
            missing.note(warnings);
            warnings.forEach(notes);
            file.close();
        }
    }
}
