package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.column.RawColumn;
import io.jenkins.trainmodel.trainer.data.file.TableFile;
import io.jenkins.trainmodel.trainer.data.file.TableFile.Row;
import io.jenkins.trainmodel.trainer.data.inference.LearnedData;
import io.jenkins.trainmodel.trainer.data.inference.LearnedLabels;
import io.jenkins.trainmodel.trainer.data.inference.SampleReader;
import io.jenkins.trainmodel.trainer.data.inference.UnseenRequest;
import io.jenkins.trainmodel.trainer.data.problem.BadRecordCount;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Problems;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final LearnedFeatures features;
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
        features = new LearnedFeatures(learned.preprocessing());
        paths = request.paths().iterator();
    }

    @Override
    public boolean read(ByteBuffer featureTarget, ByteBuffer labelTarget) {
        while (table.isPresent() || paths.hasNext()) {
            Table open = table.orElseGet(() -> open(paths.next()));
            table = Optional.of(open);
            if (open.read(featureTarget, labelTarget)) {
                return true;
            }
            close();
        }
        return false;
    }

    private Table open(Path path) {
        TableFile file = files.open(path);
        try {
            return new Table(file);
        } catch (RuntimeException failure) {
            file.close();
            throw failure;
        }
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
        private final RowReader reader;
        private final List<Integer> places;
        private final UnknownWords unknown;
        private final Optional<Integer> label;
        private final Optional<Integer> id;
        private final MissingRows missing;
        private final BadRecordCount bad;

        Table(TableFile file) {
            this.file = file;
            missing = new MissingRows(file.path().toString(), spec.missing());
            bad = new BadRecordCount(file.path().toString(), spec.badRecords(), new Problems());
            header = CsvHeader.read(file);
            List<String> wanted = learned.preprocessing().inputs();
            Problems problems = new Problems();
            header.requireDistinct(problems);
            wanted.forEach(column -> header.require("a feature", column, problems));
            label = optional(request.labelled() ? Optional.of(spec.label()) : Optional.empty(), "the label", problems);
            id = optional(request.id(), "what rows are called by", problems);
            problems.throwIfAny();
            List<RawColumn> columns =
                    RawColumn.learned(spec, wanted, learned.preprocessing().encodings());
            unknown = new UnknownWords(columns);
            places = wanted.stream().map(header.names()::indexOf).toList();
            Set<Integer> numbers = RowReader.numbers(columns, places);
            // what rows are called by, and a class, is the text
            id.ifPresent(numbers::remove);
            label.ifPresent(numbers::remove);
            file.expectNumbers(numbers);
            FloatRange unused = new FloatRange(RowReader.width(columns));
            reader = new RowReader(columns, places, spec.scale(), unused);
        }

        private Optional<Integer> optional(Optional<String> column, String role, Problems problems) {
            column.ifPresent(wanted -> header.require(role, wanted, problems));
            return column.map(header.names()::indexOf);
        }

        boolean read(ByteBuffer featureTarget, ByteBuffer labelTarget) {
            for (Optional<Row> next = file.next(); next.isPresent(); next = file.next()) {
                row++;
                if (isPut(next.get(), featureTarget, labelTarget)) {
                    Row cells = next.get();
                    unknown.observe(reader.row().cells(), column -> cells.get(places.get(column)));
                    name = id.map(cells::get).orElseGet(() -> Long.toString(row));
                    label.filter(column -> learned.task() == Task.CLASSIFICATION)
                            .ifPresent(column -> labels.putClass(cells.get(column), () -> place(column), labelTarget));
                    return true;
                }
            }
            return false;
        }

        /** False where the row is left out. A class that the model does not have is no fault of the row. */
        private boolean isPut(Row cells, ByteBuffer featureTarget, ByteBuffer labelTarget) {
            int begin = featureTarget.position();
            try {
                header.isComplete(cells, problem -> {
                    throw new DataException(problem);
                });
                if (isLeftOut(cells)) {
                    return false;
                }
                putFeatures(cells, featureTarget);
                label.filter(column -> learned.task() != Task.CLASSIFICATION)
                        .ifPresent(column -> putNumber(column, cells.get(column), labelTarget));
                return true;
            } catch (DataException wrong) {
                if (!spec.badRecords().areSkipped()) {
                    throw wrong;
                }
                featureTarget.position(begin);
                bad.add(wrong.problems().get(0));
                bad.leaveOut();
                return false;
            }
        }

        private boolean isLeftOut(Row cells) {
            if (reader.skippedFor(cells)
                    .filter(column -> missing.skip(place(column)))
                    .isPresent()) {
                return true;
            }
            return missing.areSkipped()
                    && label.filter(column -> isMissing(cells.get(column)) && missing.skip(place(column)))
                            .isPresent();
        }

        private boolean isMissing(String labelCell) {
            return learned.task() == Task.CLASSIFICATION
                    ? CsvCell.isMissingAmongText(labelCell)
                    : CsvCell.isMissing(labelCell);
        }

        private void putFeatures(Row cells, ByteBuffer target) {
            reader.read(cells, (column, problem) -> {
                throw new DataException(place(column) + ": " + problem.whereAsked());
            });
            features.put(reader.row().cells(), file::place, target);
        }

        private void putNumber(int column, String cell, ByteBuffer target) {
            double value = CsvCell.parse(cell);
            if (!Float.isFinite((float) value)) {
                throw new DataException(
                        place(column) + ": " + BadCell.noNumber(cell).whereAsked());
            }
            labels.putNumber(value, target);
        }

        private String place(int column) {
            return file.place() + ", column " + Quoted.of(header.names().get(column));
        }

        void close() {
            List<String> warnings = new ArrayList<>();
            missing.note(warnings);
            bad.note(warnings);
            unknown.note(file.path().toString(), warnings);
            warnings.forEach(notes);
            file.close();
        }
    }
}
