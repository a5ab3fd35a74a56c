package io.jenkins.trainmodel.trainer.data.text;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a file of tokens, each in two or four bytes, the lowest first. */
final class TokenWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 18;

    private final OutputStream out;
    private final int width;
    private long tokens;

    TokenWriter(Path file, int width) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
        this.width = width;
    }

    void write(int token) throws IOException {
        for (int place = 0; place < width; place++) {
            out.write(token >>> Byte.SIZE * place);
        }
        tokens++;
    }

    void write(int[] several) throws IOException {
        for (int token : several) {
            write(token);
        }
    }

    /** How many were written. */
    long tokens() {
        return tokens;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
