package io.jenkins.trainmodel.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A JSON file of a run that somebody else may have written.
 *
 * @param mostBytes that are read of it
 */
public record ForeignFile(Path path, int mostBytes) {
    /**
     * What is in it.
     *
     * @throws IOException if it is a link, no file, or larger; the message says so
     */
    public byte[] bytes() throws IOException {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
                byte[] bytes = in.readNBytes(mostBytes + 1);
                if (bytes.length <= mostBytes) {
                    return bytes;
                }
            }
        }
        throw new IOException(
                String.format(Locale.ROOT, "%s is not a plain file of at most %,d bytes", path, mostBytes));
    }

    /** It follows another schema than the one of this version. */
    public IOException otherVersionThan(int known) {
        return new IOException(String.format(
                Locale.ROOT, "%s has another version than %d, the only one that is known here", path, known));
    }

    /** It is not what it should be. */
    public IOException unreadable(JsonProcessingException cause) {
        return unreadable(JsonProblem.of(cause).toString(), cause);
    }

    public IOException unreadable(String why, Exception cause) {
        return new IOException(String.format(Locale.ROOT, "%s cannot be read: %s", path, why), cause);
    }
}
