package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.trainer.data.column.RawColumn;
import io.jenkins.trainmodel.trainer.data.file.TableFile;
import io.jenkins.trainmodel.trainer.data.file.TableFile.Row;
import io.jenkins.trainmodel.trainer.data.problem.BadRecordCount;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Listing;
import io.jenkins.trainmodel.trainer.data.problem.Problems;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import io.jenkins.trainmodel.trainer.data.table.SampleTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Reads the rows of a CSV file after its header. */
final class CsvTable {
    private static final int ROWS_UNTIL_ESTIMATE = 1000;

    private final TableFile file;
    private final CsvColumns columns;
    private final MemoryBudget budget;
    private final RowReader reader;
    private final int width;
    private final List<RawColumn> raw;
    /** Whether numbers become float32 as they are. */
    private final boolean rounded;

    private final CsvFeatures features;
    private final CsvLabels labels;
    private final MissingRows missing;
    private final FloatRange range;
    private final Problems problems = new Problems();
    private final BadRecordCount bad;
    private final LongStream.Builder contents = LongStream.builder();
    private final RowNumbers numbers = new RowNumbers();
    /** What the words of categories take, as far as that was claimed; those of a file before this one as well. */
    private long wordBytes;

    /**
     * Of a file whose header was read.
     *
     * @param raw how the feature columns are read
     * @param features take the rows
     */
    CsvTable(
            TableFile file,
            CsvColumns columns,
            List<RawColumn> raw,
            DataSpec.Csv spec,
            CsvFeatures features,
            MemoryBudget budget) {
        this.file = file;
        this.columns = columns;
        this.budget = budget;
        String source = file.path().toString();
        width = RowReader.width(raw);
        range = new FloatRange(width);
        file.expectNumbers(RowReader.numbers(raw, columns.features()));
        reader = new RowReader(raw, columns.features(), spec.scale(), range);
        this.features = features;
        this.raw = raw;
        wordBytes = raw.stream().mapToLong(column -> column.words().bytes()).sum();
        rounded = !spec.standardize();
        bad = new BadRecordCount(source, spec.badRecords(), problems);
        labels = CsvLabels.of(spec.task(), bad::add);
        missing = new MissingRows(source, spec.missing());
    }

    SampleTable read(List<String> warnings) {
        for (var record = file.next(); record.isPresent(); record = file.next()) {
            numbers.next();
            take(record.get());
        }
        claimWords();
        labels.close(missing, problems, warnings);
        problems.throwIfAny();
        missing.note(warnings);
        bad.note(warnings);
        requireRows();
        if (rounded) {
            noteCoarse(warnings);
        }
        return new SampleTable(
                file.path().toString(),
                features.rows(),
                labels.raw(),
                numbers::nameOf,
                contents.build().toArray());
    }

    private void take(Row record) {
        if (columns.header().isComplete(record, bad::add)
                && !isSkipped(record)
                && reader.read(record, (column, problem) -> bad.add(place(column) + ": " + problem.inTraining()))
                && readLabel(record)) {
            features.add(reader.row().cells());
            numbers.keep();
            contents.add(reader.row().content());
            if (features.rows().size() % ROWS_UNTIL_ESTIMATE == 0) {
                claimWords();
            }
            expectMemory();
        } else {
            bad.leaveOut();
        }
    }

    /** The words of categories, now and then and at the end: many columns with many different ones can be more than all numbers. */
    private void claimWords() {
        long bytes = raw.stream().mapToLong(column -> column.words().bytes()).sum();
        budget.claim(file.place() + ", the words of categories", bytes - wordBytes);
        wordBytes = bytes;
    }

    private void requireRows() {
        if (features.rows().size() == 0) {
            throw new DataException(file.path() + ": "
                    + (missing.count() > 0
                            ? "a value is missing in every row"
                            : "nothing follows the header; every further line is a sample"));
        }
    }

    /** Warns of columns whose values float32 cannot tell apart. */
    private void noteCoarse(List<String> warnings) {
        List<String> coarse = new ArrayList<>();
        int place = 0;
        for (RawColumn column : raw) {
            if (range.isLost(place)) {
                coarse.add(column.name());
            }
            place += column.cells();
        }
        if (!coarse.isEmpty()) {
            warnings.add(file.path() + ": values too large for their differences, which float32 rounds away: "
                    + Listing.of(coarse) + "; set standardize: true, or subtract what all have in common");
        }
    }

    private boolean isSkipped(Row record) {
        Optional<Integer> column = reader.skippedFor(record);
        if (column.isEmpty() && missing.areSkipped() && labels.isMissing(record.get(columns.label()))) {
            column = Optional.of(columns.label());
        }
        return column.filter(found -> missing.skip(place(found))).isPresent();
    }

    private boolean readLabel(Row record) {
        return labels.add(record.get(columns.label()), () -> place(columns.label()));
    }

    private String place(int column) {
        return file.place() + ", column " + Quoted.of(columns.header().names().get(column));
    }

    /** Says early that the whole file will not fit, and not after most of it was read. */
    private void expectMemory() {
        if (features.rows().size() == ROWS_UNTIL_ESTIMATE) {
            double rows = features.rows().size() / file.done();
            budget.expect(file.path().toString(), (long) (rows * (features.cellBytes() * (width + 1) + Long.BYTES)));
        }
    }
}
