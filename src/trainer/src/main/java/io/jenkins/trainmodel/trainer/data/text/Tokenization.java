package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Optional;

/**
 * Turns sections into tokens, each on its side of the split. Sections of a document that follow each other on a side follow
 * each other there as well; wherever something is left out, and at the end of a document, a token says so.
 */
final class Tokenization implements TextSink {
    private final Tokenizer tokenizer;
    private final Side train;
    private final Side validation;
    private final BitSet validating;
    private Optional<Side> open = Optional.empty();
    private int section;

    /** @param validating the sections that validate */
    Tokenization(Tokenizer tokenizer, Side train, Side validation, BitSet validating) {
        this.tokenizer = tokenizer;
        this.train = train;
        this.validation = validation;
        this.validating = validating;
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
    public void section(byte[] text) throws IOException {
        Side side = validating.get(section++) ? validation : train;
        if (open.filter(other -> other != side).isPresent()) {
            endOfDocument();
        }
        side.writer.write(tokenizer.encode(new String(text, StandardCharsets.UTF_8)));
        side.bytes += text.length;
        open = Optional.of(side);
    }

    @Override
    public void endOfDocument() throws IOException {
        if (open.isPresent()) {
            open.get().writer.write(tokenizer.endOfText());
        }
        open = Optional.empty();
    }
}
