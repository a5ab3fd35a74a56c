package io.jenkins.trainmodel.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * A PNG for people. Of one that was read from a log only its size is known: what it shows is as little to be trusted as any
 * text of a run.
 *
 * @param base64 of the file, without line ends
 */
public record Picture(@JsonValue String base64) {
    /** Characters at most: 96 KiB of a file. */
    public static final int LONGEST = 131_072;

    private static final int MOST_PIXELS_A_SIDE = 2_000;
    private static final byte[] BEGINNING = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
    };
    private static final int WIDTH_AT = BEGINNING.length;
    private static final int HEIGHT_AT = WIDTH_AT + Integer.BYTES;

    @JsonCreator
    public Picture {}

    public static Picture ofPng(byte[] file) {
        return new Picture(Base64.getEncoder().encodeToString(file));
    }

    /** The file. */
    public byte[] png() {
        return Base64.getDecoder().decode(base64);
    }

    /** In pixels. */
    public int width() {
        return ByteBuffer.wrap(png()).getInt(WIDTH_AT);
    }

    /** In pixels. */
    public int height() {
        return ByteBuffer.wrap(png()).getInt(HEIGHT_AT);
    }

    /** @throws IllegalArgumentException if it does not begin as a PNG of a bearable size, or is too long */
    void requirePng() {
        require(base64.length() <= LONGEST, "the picture is too long");
        byte[] file = png();
        require(
                file.length >= HEIGHT_AT + Integer.BYTES && Arrays.mismatch(file, BEGINNING) == BEGINNING.length,
                "the picture is no PNG");
        require(isBearable(width()) && isBearable(height()), "the picture is too large");
    }

    private static boolean isBearable(int side) {
        return side > 0 && side <= MOST_PIXELS_A_SIDE;
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}
