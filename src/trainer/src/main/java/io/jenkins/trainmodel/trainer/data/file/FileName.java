package io.jenkins.trainmodel.trainer.data.file;

import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The name of a file or folder, the same in every locale. Java decodes the bytes of names by the locale of the process; in
 * the locale C, which containers have, all that is not ASCII becomes one and the same sign, and classes would merge. The
 * path itself keeps the bytes, and its URI shows them.
 */
public final class FileName {
    private static final char REPLACEMENT = '\uFFFD';

    private FileName() {}

    /**
     * The last part of a path, read as UTF-8, else as the locale has it.
     *
     * @throws DataException that names the locale, if the name can be read in neither way
     */
    public static String of(Path path) {
        String name = path.getFileName().toString();
        if (name.chars().allMatch(sign -> sign < 0x80)) {
            return name;
        }
        return utf8(bytes(path)).orElseGet(() -> requireDecoded(path, name));
    }

    private static byte[] bytes(Path path) {
        String address = path.toUri().toASCIIString();
        int end = address.endsWith("/") ? address.length() - 1 : address.length();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int position = address.lastIndexOf('/', end - 1) + 1; position < end; position++) {
            boolean escaped = address.charAt(position) == '%';
            bytes.write(escaped ? Integer.parseInt(address, position + 1, position + 3, 16) : address.charAt(position));
            position += escaped ? 2 : 0;
        }
        return bytes.toByteArray();
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException otherEncoding) {
            return Optional.empty();
        }
    }

    private static String requireDecoded(Path path, String name) {
        if (name.indexOf(REPLACEMENT) >= 0) {
            throw new DataException(path + ": the name is not UTF-8, and cannot be read in the locale of this process ("
                    + locale() + ", encoding " + System.getProperty("sun.jnu.encoding")
                    + "); rename it, or set LC_ALL to the locale in which it was written");
        }
        return name;
    }

    /** What sets the encoding of names, in the order in which the C library looks. */
    private static String locale() {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .filter(variable ->
                        !Optional.ofNullable(System.getenv(variable)).orElse("").isEmpty())
                .findFirst()
                .map(variable -> variable + "=" + System.getenv(variable))
                .orElse("none of LC_ALL, LC_CTYPE and LANG is set");
    }
}
