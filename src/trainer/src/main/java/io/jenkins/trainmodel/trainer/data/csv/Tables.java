package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.file.TableFile;
import io.jenkins.trainmodel.trainer.data.parquet.ParquetFile;
import io.jenkins.trainmodel.trainer.data.parquet.ParquetTable;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import java.nio.file.Path;

/**
 * Opens files of tables: Parquet by its name, all others as CSV.
 *
 * @param libraries where the library that reads Parquet is fetched from
 */
public record Tables(LibraryRequest libraries, LoadProgress progress) {
    public TableFile open(Path path) {
        return ParquetFile.isOne(path) ? new ParquetTable(path, libraries, progress) : new CsvFile(path, progress);
    }
}
