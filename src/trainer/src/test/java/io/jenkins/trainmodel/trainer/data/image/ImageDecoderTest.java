package io.jenkins.trainmodel.trainer.data.image;

import static io.jenkins.trainmodel.trainer.data.image.Pictures.encode;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pixels as they go into a network. */
class ImageDecoderTest {
    private static final int[] PILLOW_3_3 = {27, 75, 123, 40, 88, 136, 52, 100, 148};

    private static final int[] PILLOW_9_5 = {
        8, 39, 70, 101, 132, 12, 43, 74, 105, 136, 16, 47, 78, 109, 140, 21, 52, 83, 114, 145, 26, 57, 88, 119, 150, 30,
        61, 92, 123, 154, 35, 66, 97, 128, 159, 40, 71, 102, 133, 164, 43, 74, 105, 136, 167
    };

    @Test
    void shouldResizeAsImageLibrariesDo() throws IOException {
        // reference: Pillow 13, Image.resize(…, BILINEAR), for pixels x * 20 + y * 7 in an 8 × 6 image; it rounds
        // to bytes between its two passes, which is worth 1 at most
        BufferedImage image = new BufferedImage(8, 6, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 6; y++) {
            for (int x = 0; x < 8; x++) {
                image.getRaster().setSample(x, y, 0, x * 20 + y * 7);
            }
        }

        assertThat(distance(resized(image, 3, 3), PILLOW_3_3)).isLessThanOrEqualTo(1);
        assertThat(distance(resized(image, 9, 5), PILLOW_9_5)).isLessThanOrEqualTo(1);
        assertThat(resized(image, 6, 8)).startsWith(0, 20, 40).endsWith(135, 155, 175);
    }

    private static int distance(int[] left, int[] right) {
        assertThat(left).hasSameSizeAs(right);
        return IntStream.range(0, left.length)
                .map(index -> Math.abs(left[index] - right[index]))
                .max()
                .orElseThrow();
    }

    private static int[] resized(BufferedImage image, int height, int width) throws IOException {
        byte[] sample = new ImageDecoder(height, width, true).decode(encode(image, "png"));
        int[] values = new int[sample.length];
        Arrays.setAll(values, index -> sample[index] & 0xFF);
        return values;
    }

    @Test
    void shouldTakeGrayAsItIsAndTurnColoursIntoGray() throws IOException {
        BufferedImage gray = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        gray.getRaster().setSample(0, 0, 0, 100);
        BufferedImage deep = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(0, 0, 0, 100 * 257);
        BufferedImage green = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        green.setRGB(0, 0, 0x8000FF00);

        assertThat(new ImageDecoder(1, 1, true).decode(encode(gray, "png"))).containsExactly(100);
        assertThat(new ImageDecoder(1, 1, false).decode(encode(gray, "png"))).containsExactly(100, 100, 100);
        assertThat(new ImageDecoder(1, 1, true).decode(encode(deep, "png"))).containsExactly(100);
        assertThat(new ImageDecoder(1, 1, true).decode(encode(green, "png"))).containsExactly((byte) 150);
        assertThat(new ImageDecoder(1, 1, false).decode(encode(green, "png"))).containsExactly(0, -1, 0);
    }
}
