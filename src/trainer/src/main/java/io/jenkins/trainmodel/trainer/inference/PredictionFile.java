package io.jenkins.trainmodel.trainer.inference;

import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.trainer.data.parquet.ParquetFile;
import io.jenkins.trainmodel.trainer.data.parquet.ParquetWriting;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;

/**
 * A file of predictions, Parquet by its name and CSV otherwise. It appears when all of them are in it.
 *
 * @param libraries where the library that writes Parquet is fetched from
 */
public record PredictionFile(Path path, LibraryRequest libraries) {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    /** Gives rows, and tells how many there were. */
    @FunctionalInterface
    public interface Source {
        long writeTo(Prediction.Rows rows) throws IOException;
    }

    /** Writes all rows. */
    public long write(List<Prediction.Column> columns, Source source) throws IOException {
        return ParquetFile.isOne(path) ? parquet(columns, source) : csv(path, columns, source);
    }

    private static long csv(Path target, List<Prediction.Column> columns, Source source) throws IOException {
        long[] rows = {0};
        DurableFiles.write(target, out -> rows[0] = print(out, columns, source));
        return rows[0];
    }

    private static long print(OutputStream out, List<Prediction.Column> columns, Source source) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write(line(columns.stream().map(Prediction.Column::name).toList()));
        long rows = source.writeTo(cells -> writer.write(line(cells)));
        writer.flush();
        return rows;
    }

    private static String line(List<?> cells) {
        return FORMAT.format(cells.toArray()) + FORMAT.getRecordSeparator();
    }

    /** By way of a CSV, which DuckDB turns into Parquet without holding it. */
    private long parquet(List<Prediction.Column> columns, Source source) throws IOException {
        Path cells = Files.createTempFile("train-model-predictions", ".csv");
        try {
            long rows = csv(cells, columns, source);
            Map<String, String> types = new LinkedHashMap<>();
            columns.forEach(column -> types.put(column.name(), column.number() ? "DOUBLE" : "VARCHAR"));
            new ParquetWriting(libraries).write(cells, types, path);
            return rows;
        } finally {
            Files.deleteIfExists(cells);
        }
    }
}
