package io.jenkins.trainmodel.trainer.engine.library;

import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Looks for a text in a library file. */
final class BinarySearch {
    private static final int WINDOW_BYTES = 64 << 20;

    private BinarySearch() {}

    /** Whether the bytes of the text, in ASCII, stand in the file. */
    static boolean contains(Path file, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        try (FileChannel channel = FileChannel.open(file)) {
            for (long start = 0; start < channel.size(); start += WINDOW_BYTES) {
                long length = Math.min(WINDOW_BYTES + wanted.length - 1L, channel.size() - start);
                if (contains(channel.map(FileChannel.MapMode.READ_ONLY, start, length), wanted)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new EngineException("%s cannot be read: %s".formatted(file, e), e);
        }
    }

    private static boolean contains(MappedByteBuffer bytes, byte[] wanted) {
        int last = bytes.limit() - wanted.length;
        for (int start = 0; start <= last; start++) {
            if (bytes.get(start) == wanted[0] && startsAt(bytes, start, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsAt(MappedByteBuffer bytes, int start, byte[] wanted) {
        for (int index = 1; index < wanted.length; index++) {
            if (bytes.get(start + index) != wanted[index]) {
                return false;
            }
        }
        return true;
    }
}
