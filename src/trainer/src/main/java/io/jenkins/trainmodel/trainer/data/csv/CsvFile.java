package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import io.jenkins.trainmodel.trainer.data.file.FileName;
import io.jenkins.trainmodel.trainer.data.file.Gzip;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.file.SourceFile;
import io.jenkins.trainmodel.trainer.data.file.TableFile;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The rows of a CSV file as RFC 4180 has it, in UTF-8, plain or compressed by gzip; empty lines are skipped. */
public final class CsvFile implements TableFile {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();

    private final Path path;
    private final SourceFile source;
    private final RowReader rows;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private long begin;

    public CsvFile(Path path, LoadProgress progress) {
        this.path = path;
        try {
            source = SourceFile.open(path, progress);
            rows = new RowReader(new BufferedReader(new InputStreamReader(
                    Gzip.open(source).content(),
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT))));
            parser = FORMAT.parse(rows);
            records = parser.iterator();
        } catch (IOException failure) {
            throw explain(failure);
        }
    }

    @Override
    public Optional<Row> next() {
        rows.beginRow();
        begin = parser.getCurrentLineNumber() + 1;
        try {
            return records.hasNext() ? Optional.of(new Cells(records.next())) : Optional.empty();
        } catch (UncheckedIOException failure) {
            throw explain(failure.getCause());
        }
    }

    private record Cells(CSVRecord record) implements Row {
        @Override
        public int size() {
            return record.size();
        }

        @Override
        public String get(int column) {
            return record.get(column);
        }
    }

    private DataException explain(IOException cause) {
        if (cause instanceof CharacterCodingException) {
            return new DataException(
                    path + ForeignEncoding.place(path) + ": not UTF-8; save the file with that encoding");
        }
        if (cause instanceof CSVException || cause instanceof TooLongException) {
            return new DataException(path + ", row that begins on line " + begin + ": " + cause.getMessage()
                    + "; a quote opens a cell and must close it, and stands doubled inside it");
        }
        return Gzip.damage(path, cause).orElseGet(() -> new DataException(path + " cannot be read", cause));
    }

    /** The line on which the row that was read last ends, counted from 1. */
    @Override
    public long line() {
        return Math.max(1, parser.getCurrentLineNumber());
    }

    @Override
    public String place() {
        return path + ", line " + line();
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public double done() {
        return source.size() == 0 ? 1 : Math.max(1.0, source.done()) / source.size();
    }

    @Override
    public List<DataFile> files() {
        try {
            return List.of(new DataFile(FileName.of(path), source.fingerprint()));
        } catch (IOException failure) {
            throw new DataException(path + " cannot be read", failure);
        }
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException failure) {
            throw new DataException(path + " cannot be closed", failure);
        }
    }

    /** Bounds a row: with a quote that is never closed the rest of the file, however large, would be one cell. */
    private static final class RowReader extends FilterReader {
        private static final int LIMIT = 1 << 24;
        private static final char BYTE_ORDER_MARK = '\uFEFF';

        private long rowCharacters;
        private boolean first = true;

        RowReader(Reader reader) {
            super(reader);
        }

        void beginRow() {
            rowCharacters = 0;
        }

        @Override
        public int read() throws IOException {
            char[] one = new char[1];
            int count = read(one, 0, 1);
            return count < 0 ? count : one[0];
        }

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            rowCharacters += Math.max(0, count);
            if (rowCharacters > LIMIT) {
                throw new TooLongException("longer than " + LIMIT + " characters");
            }
            if (first && count > 0) {
                first = false;
                return target[offset] == BYTE_ORDER_MARK ? withoutFirst(target, offset, length, count) : count;
            }
            return count;
        }

        private int withoutFirst(char[] target, int offset, int length, int count) throws IOException {
            System.arraycopy(target, offset + 1, target, offset, count - 1);
            return count > 1 ? count - 1 : read(target, offset, length);
        }
    }

    private static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException(String message) {
            super(message);
        }
    }
}
