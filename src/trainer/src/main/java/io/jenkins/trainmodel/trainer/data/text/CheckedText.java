package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.token.UnknownTextException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Passes on what is UTF-8, and says where a file is not, or holds what its tokenizer has no token for. */
final class CheckedText implements TextSink {
    private final Path file;
    private final TextSink sink;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final CharBuffer decoded = CharBuffer.allocate(Sections.MOST);
    private long before;

    CheckedText(Path file, TextSink sink) {
        this.file = file;
        this.sink = sink;
    }

    @Override
    public void section(byte[] text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text);
        decoder.reset();
        CoderResult result = decoder.decode(bytes, decoded.clear(), true);
        if (result.isError()) {
            throw new DataException(file + ": is not UTF-8 at byte " + (before + bytes.position())
                    + " of its text; convert it, such as by iconv -f LATIN1 -t UTF-8");
        }
        before += text.length;
        try {
            sink.section(text);
        } catch (UnknownTextException unknown) {
            throw new DataException(file + ": " + unknown.getMessage());
        }
    }

    @Override
    public void endOfDocument() throws IOException {
        sink.endOfDocument();
    }
}
