package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.trainer.data.file.Gzip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the first byte of a file that is not UTF-8. Readers decode ahead of the row that they are asked for. */
final class ForeignEncoding {
    private static final int PIECE = 1 << 13;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(PIECE).limit(0);
    private final CharBuffer characters = CharBuffer.allocate(PIECE);
    private long line = 1;

    private ForeignEncoding() {}

    /** Where it stands, such as {@code , line 7}; empty if the file cannot be read again. */
    static String place(Path path) {
        try (InputStream file = Files.newInputStream(path)) {
            return ", line " + new ForeignEncoding().find(Gzip.open(file).content());
        } catch (IOException unreadable) {
            return "";
        }
    }

    private long find(InputStream in) throws IOException {
        boolean end = false;
        while (!end) {
            bytes.compact();
            int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
            end = count < 0;
            bytes.position(bytes.position() + Math.max(0, count)).flip();
            CoderResult result = decoder.decode(bytes, characters.clear(), end);
            line += characters.flip().chars().filter(sign -> sign == '\n').count();
            if (result.isError()) {
                return line;
            }
        }
        return line;
    }
}
