package io.jenkins.trainmodel.trainer.data.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a file of tokens, each in two or four bytes, the lowest first. */
final class TokenWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 18;

    private final OutputStream out;
    private final int width;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private long tokens;

    TokenWriter(Path file, int width) throws IOException {
        out = Files.newOutputStream(file);
        this.width = width;
    }

    void write(int... several) throws IOException {
        for (int token : several) {
            if (buffer.remaining() < Integer.BYTES) {
                flush();
            }
            if (width == Short.BYTES) {
                buffer.putShort((short) token);
            } else {
                buffer.putInt(token);
            }
        }
        tokens += several.length;
    }

    private void flush() throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    /** How many were written. */
    long tokens() {
        return tokens;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }
}
