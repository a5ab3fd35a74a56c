package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Turns sections into tokens, each on its side of the split. Sections of a document that follow each other on a side follow
 * each other there as well; wherever something is left out, and at the end of a document, a token says so. What cannot be written is an
 * {@link UncheckedIOException}.
 */
final class Tokenization implements TextSink {
    private final Tokenizer tokenizer;
    private final IntFunction<Side> sides;
    private Optional<Side> open = Optional.empty();
    private int section;

    /** @param sides the side of a section, which are counted from 0 */
    Tokenization(Tokenizer tokenizer, IntFunction<Side> sides) {
        this.tokenizer = tokenizer;
        this.sides = sides;
    }

    /** A part of the data while it is written. */
    static final class Side {
        private final TokenWriter writer;
        private long bytes;

        Side(TokenWriter writer) {
            this.writer = writer;
        }

        TokenStore.Part part(long units) {
            return new TokenStore.Part(units, bytes, writer.tokens());
        }
    }

    @Override
    public void section(byte[] text) {
        Side side = sides.apply(section++);
        if (open.filter(other -> other != side).isPresent()) {
            endOfDocument();
        }
        write(side, tokenizer.encode(new String(text, StandardCharsets.UTF_8)));
        side.bytes += text.length;
        open = Optional.of(side);
    }

    @Override
    public void endOfDocument() {
        if (open.isPresent()) {
            write(open.get(), tokenizer.endOfText());
        }
        open = Optional.empty();
    }

    /** Unchecked, so that nobody takes it for a failure to read the text, which goes on at the same time. */
    private static void write(Side side, int... tokens) {
        try {
            side.writer.write(tokens);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
