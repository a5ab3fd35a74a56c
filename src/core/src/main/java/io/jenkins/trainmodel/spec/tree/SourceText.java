package io.jenkins.trainmodel.spec.tree;

import io.jenkins.trainmodel.spec.problem.Location;
import io.jenkins.trainmodel.spec.problem.Problems;
import io.jenkins.trainmodel.spec.problem.SpecProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Reads a file of untrusted content as text: regular, of bounded size, UTF-8, without control characters. */
final class SourceText {
    /** A specification is a few kilobytes; a megabyte leaves room for generated ones. */
    static final int LARGEST_BYTES = 1 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String source;
    private final Problems problems;

    SourceText(String source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The file's text; empty after a problem was reported. */
    Optional<String> read(Path file) {
        if (!Files.isRegularFile(file)) {
            String found = Files.isDirectory(file) ? "a directory" : "no such file";
            return refuse(Location.of(source), found, "a file in YAML or JSON");
        }
        try (InputStream content = Files.newInputStream(file)) {
            // The size a file system reports can be stale or 0 for special files: the bound is on what is read.
            byte[] bytes = content.readNBytes(LARGEST_BYTES + 1);
            return bytes.length > LARGEST_BYTES ? refuseSize() : decode(bytes);
        } catch (IOException failure) {
            return refuse(Location.of(source), "a file that cannot be read (" + failure + ")", "a readable file");
        }
    }

    private Optional<String> refuseSize() {
        return refuse(Location.of(source), "more than " + LARGEST_BYTES + " bytes", "a file of at most 1 MiB");
    }

    private Optional<String> decode(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return check(text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1));
        } catch (CharacterCodingException failure) {
            return refuse(Location.of(source), "bytes that are not UTF-8", "text in UTF-8");
        }
    }

    /** The text itself; empty after a problem was reported. */
    Optional<String> check(String text) {
        if (text.length() > LARGEST_BYTES) {
            return refuseSize();
        }
        int line = 1;
        int lineStart = 0;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '\n') {
                line++;
                lineStart = index + 1;
            } else if (Character.isISOControl(character) && character != '\t' && character != '\r') {
                Location location = new Location(source, line, index - lineStart + 1);
                return refuse(
                        location, String.format(Locale.ROOT, "the control character U+%04X", (int) character), "text");
            }
        }
        return Optional.of(text);
    }

    private Optional<String> refuse(Location location, String found, String allowed) {
        problems.add(new SpecProblem(location, "", found, allowed, Optional.empty()));
        return Optional.empty();
    }
}
