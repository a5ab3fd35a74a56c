package io.jenkins.trainmodel.trainer.data.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.json.JsonProblem;
import io.jenkins.trainmodel.trainer.data.file.FilesProgress;
import io.jenkins.trainmodel.trainer.data.file.Gzip;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.file.SourceFile;
import io.jenkins.trainmodel.trainer.data.parquet.ParquetFile;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a file of text: a plain one is one document, of JSON lines every line is one, and of Parquet every row.
 *
 * @param field of a JSON line or column of a Parquet file that is its text
 * @param libraries where the library that reads Parquet is fetched from
 * @param bad lines and files that are left out
 */
record TextReader(String field, LibraryRequest libraries, LoadProgress progress, BadTexts bad) {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_LINE = 64 << 20;
    private static final int DEEPEST = 100;
    private static final JsonMapper MAPPER =
            BoundedJson.builder(LONGEST_LINE, DEEPEST).build();

    /** Gives one file after the other to the sink; their SHA-256. */
    List<String> read(List<Path> files, TextSink sink) {
        TextReader whole = new TextReader(field, libraries, FilesProgress.of(files, progress), bad);
        return files.stream().map(file -> whole.read(file, sink)).toList();
    }

    /**
     * Gives all of it to the sink.
     *
     * @return the file's SHA-256
     * @throws DataException if it cannot be read, or is not what its name says
     */
    String read(Path file, TextSink sink) {
        if (ParquetFile.isOne(file)) {
            return rows(file, sink);
        }
        if (bad.areSkipped() && isDocument(file)) {
            Optional<String> leftOut = leftOut(file);
            if (leftOut.isPresent()) {
                return leftOut.get();
            }
        }
        return stream(file, sink);
    }

    /** Reads a file once before anything of it counts: the SHA-256 of one that is no text, which is left out as a whole. */
    private Optional<String> leftOut(Path file) {
        try (SourceFile source = SourceFile.open(file, progress)) {
            InputStream content = Gzip.open(source).content();
            try {
                document(content, new Sections(new CheckedText(file, TextSink.NONE)));
                return Optional.empty();
            } catch (DataException notText) {
                // what is cut off has lost more than this file's text, and is no bad record
                content.transferTo(OutputStream.nullOutputStream());
                bad.leaveOut(notText);
                return Optional.of(source.fingerprint());
            }
        } catch (IOException unreadable) {
            throw Gzip.damage(file, unreadable)
                    .orElseGet(() -> new DataException(file + ": cannot be read", unreadable));
        }
    }

    /** Read twice, since who reads Parquet jumps about in it: once for the fingerprint. */
    private String rows(Path file, TextSink sink) {
        try (SourceFile source = SourceFile.open(file, progress)) {
            String fingerprint = source.fingerprint();
            Sections sections = new Sections(new CheckedText(file, sink));
            new ParquetFile(file, libraries).texts(field, text -> document(text, sections), bad::leaveOut);
            return fingerprint;
        } catch (IOException unreadable) {
            throw new DataException(file + ": cannot be read", unreadable);
        }
    }

    private String stream(Path file, TextSink sink) {
        try (SourceFile source = SourceFile.open(file, progress)) {
            InputStream content = Gzip.open(source).content();
            TextSink checked = new CheckedText(file, sink);
            if (isJsonLines(file)) {
                lines(file, content, new Sections(checked));
            } else {
                document(content, new Sections(checked));
            }
            return source.fingerprint();
        } catch (IOException unreadable) {
            throw Gzip.damage(file, unreadable)
                    .orElseGet(() -> new DataException(file + ": cannot be read", unreadable));
        }
    }

    /** Whether it is one document; by its name. */
    static boolean isDocument(Path file) {
        return !ParquetFile.isOne(file) && !isJsonLines(file);
    }

    private static boolean isJsonLines(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        return name.endsWith(".jsonl") || name.endsWith(".ndjson");
    }

    private static void document(InputStream content, Sections sections) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int count;
        while ((count = content.read(buffer)) >= 0) {
            sections.add(buffer, 0, count);
        }
        sections.endOfDocument();
    }

    private void lines(Path file, InputStream content, Sections sections) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long number = 1;
        int next;
        do {
            next = content.read();
            if (next == '\n' || next < 0) {
                line(file + ":" + number++, line.toByteArray(), sections);
                line.reset();
            } else if (line.size() == LONGEST_LINE) {
                throw new DataException(file + ":" + number + ": the line is longer than 64 MiB; cut it into several");
            } else {
                line.write(next);
            }
        } while (next >= 0);
    }

    private void line(String place, byte[] line, Sections sections) throws IOException {
        Optional<byte[]> text = Optional.empty();
        try {
            if (!characters(place, line).isBlank()) {
                text = Optional.of(encoded(place, textOf(place, line)));
            }
        } catch (DataException noText) {
            bad.leaveOut(noText);
        }
        if (text.isPresent()) {
            document(text.get(), sections);
        }
    }

    private static String characters(String place, byte[] line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException noText) {
            throw new DataException(place + ": is not UTF-8 at byte " + bytes.position()
                    + " of the line; convert it, such as by iconv -f LATIN1 -t UTF-8");
        }
    }

    /** JSON can spell halves of characters, of which UTF-8 has none: written as it may, each would be a question mark. */
    private static byte[] encoded(String place, String text) throws IOException {
        CharBuffer characters = CharBuffer.wrap(text);
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(characters);
            return Arrays.copyOf(bytes.array(), bytes.limit());
        } catch (CharacterCodingException half) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: its text has half a character (\\u%04x without its other half), which UTF-8 cannot hold;"
                            + " write the whole one, or leave it out",
                    place,
                    (int) characters.get(characters.position())));
        }
    }

    private static void document(byte[] text, Sections sections) throws IOException {
        sections.add(text, 0, text.length);
        sections.endOfDocument();
    }

    private String textOf(String place, byte[] line) throws IOException {
        try {
            JsonNode text = MAPPER.readTree(line).path(field);
            if (text.isTextual()) {
                return text.textValue();
            }
        } catch (JsonProcessingException unreadable) {
            throw new DataException(
                    place + ": is no JSON: " + JsonProblem.of(unreadable).reason());
        }
        throw new DataException(place + ": has no text in the field " + Quoted.of(field)
                + "; name the field that has it as field in the data, or give every line one");
    }
}
