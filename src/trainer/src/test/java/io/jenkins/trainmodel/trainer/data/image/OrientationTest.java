package io.jenkins.trainmodel.trainer.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that a camera held in another way; what is expected is what EXIF 2.32, section 4.6.4, says in words. */
class OrientationTest {
    /** Stored as three columns and two rows: 1 2 3, 4 5 6. */
    @ParameterizedTest
    @CsvSource({
        "1, 2, 3, 1 2 3 4 5 6",
        "2, 2, 3, 3 2 1 6 5 4",
        "3, 2, 3, 6 5 4 3 2 1",
        "4, 2, 3, 4 5 6 1 2 3",
        "5, 3, 2, 1 4 2 5 3 6",
        "6, 3, 2, 4 1 5 2 6 3",
        "7, 3, 2, 6 3 5 2 4 1",
        "8, 3, 2, 3 6 2 5 1 4",
        "9, 2, 3, 1 2 3 4 5 6"
    })
    void shouldTurnWhatIsStoredUpright(int tag, int height, int width, String upright) throws IOException {
        byte[] stored = Pictures.encode(numbered(), "png");

        byte[] sample = new ImageDecoder(height, width, true).decode(pngWith(stored, directory(tag, true)));

        assertThat(text(sample)).isEqualTo(upright);
        assertThat(text(new ImageDecoder(height, width, true).decode(tiff(tag))))
                .isEqualTo(upright);
    }

    @Test
    void shouldKeepColoursTogether() throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x010203);
        image.setRGB(1, 0, 0x040506);

        byte[] sample =
                new ImageDecoder(2, 1, false).decode(pngWith(Pictures.encode(image, "png"), directory(6, true)));

        assertThat(text(sample)).isEqualTo("1 4 2 5 3 6");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldFindTheOrientationInJpegAndWebP(boolean littleEndian) throws IOException {
        BufferedImage left = new BufferedImage(16, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int pixel = 0; pixel < 64; pixel++) {
            left.getRaster().setSample(pixel % 8, pixel / 8, 0, 255);
        }
        byte[] jpeg = jpegWith(Pictures.encode(left, "jpg"), directory(6, littleEndian));
        byte[] webP = Base64.getDecoder().decode(ImageFormatsTest.LOSSLESS_WEBP);

        byte[] turned = new ImageDecoder(16, 8, true).decode(jpeg);
        byte[] mirrored = new ImageDecoder(14, 20, false).decode(webPWith(webP, directory(2, littleEndian)));

        assertThat(turned[0] & 0xFF).as("the left edge is up").isGreaterThan(240);
        assertThat(turned[turned.length - 1] & 0xFF).isLessThan(15);
        byte[] plain = new ImageDecoder(14, 20, false).decode(webP);
        assertThat(mirrored[0]).isEqualTo(plain[19]).isNotEqualTo(plain[0]);
    }

    /** Two cut-off directories, one that points behind its end, one that says it has more entries than it has. */
    @Test
    void shouldPassDamagedDirectoriesOver() throws IOException {
        byte[] png = Pictures.encode(numbered(), "png");
        byte[] whole = directory(3, true);
        byte[] astray = whole.clone();
        astray[5] = 0x7F;
        byte[] many = whole.clone();
        many[9] = 0x7F;
        many[10] = 0;

        for (byte[] damaged : new byte[][] {{}, Arrays.copyOf(whole, 12), astray, many}) {
            assertThat(text(new ImageDecoder(2, 3, true).decode(pngWith(png, damaged))))
                    .isEqualTo("1 2 3 4 5 6");
        }
    }

    /** Lengths that lead back to the chunk itself, before it and behind any file, in the middle of a file and at its end. */
    @ParameterizedTest
    @ValueSource(ints = {-12, -20, Integer.MIN_VALUE, -1, Integer.MAX_VALUE, 1 << 20})
    void shouldPassChunksOfImpossibleLengthsOver(int length) throws IOException {
        byte[] png = Pictures.encode(numbered(), "png");
        byte[] chunk = ByteBuffer.allocate(16)
                .putInt(length)
                .put(new byte[] {'A', 'B', 'C', 'D'})
                .array();

        for (int place : new int[] {33, png.length - 12, png.length}) {
            byte[] damaged = inserted(png, place, chunk);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(5),
                    () -> assertThat(Exif.orientation(damaged)).isEqualTo(Orientation.UPRIGHT));
        }
    }

    /** Where the specification of PNG allows it, and where it does not. */
    @Test
    void shouldFindTheOrientationBehindThePixelsButNotBehindTheEnd() throws IOException {
        byte[] png = Pictures.encode(numbered(), "png");
        byte[] chunk = chunk(directory(3, true));

        assertThat(Exif.orientation(inserted(png, png.length - 12, chunk))).isEqualTo(Orientation.of(3));
        assertThat(Exif.orientation(inserted(png, png.length, chunk))).isEqualTo(Orientation.UPRIGHT);
    }

    private static BufferedImage numbered() {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        for (int pixel = 0; pixel < 6; pixel++) {
            image.getRaster().setSample(pixel % 3, pixel / 3, 0, pixel + 1);
        }
        return image;
    }

    private static String text(byte[] sample) {
        return Arrays.toString(sample).replaceAll("[^0-9 -]", "");
    }

    /** A TIFF structure whose only entry is the orientation. */
    private static byte[] directory(int tag, boolean littleEndian) {
        ByteBuffer tiff = ByteBuffer.allocate(26).order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        tiff.put(new byte[] {(byte) (littleEndian ? 'I' : 'M'), (byte) (littleEndian ? 'I' : 'M')});
        tiff.putShort((short) 42).putInt(8).putShort((short) 1);
        tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) tag);
        return tiff.array();
    }

    /** A gray image of 3 × 2, uncompressed, in a TIFF of its own. */
    private static byte[] tiff(int tag) {
        int[][] entries = {
            {256, 3}, {257, 2}, {258, 8}, {259, 1}, {262, 1}, {273, 8}, {274, tag}, {277, 1}, {278, 2}, {279, 6}
        };
        ByteBuffer tiff = ByteBuffer.allocate(16 + 2 + entries.length * 12 + 4).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put(new byte[] {'I', 'I'}).putShort((short) 42).putInt(16);
        tiff.put(new byte[] {1, 2, 3, 4, 5, 6, 0, 0}).putShort((short) entries.length);
        for (int[] entry : entries) {
            tiff.putShort((short) entry[0]).putShort((short) 3).putInt(1).putInt(entry[1]);
        }
        return tiff.array();
    }

    private static byte[] pngWith(byte[] png, byte[] directory) {
        return inserted(png, 33, chunk(directory));
    }

    private static byte[] chunk(byte[] directory) {
        byte[] type = {'e', 'X', 'I', 'f'};
        CRC32 sum = new CRC32();
        sum.update(type);
        sum.update(directory);
        ByteBuffer chunk = ByteBuffer.allocate(12 + directory.length);
        chunk.putInt(directory.length).put(type).put(directory).putInt((int) sum.getValue());
        return chunk.array();
    }

    private static byte[] jpegWith(byte[] jpeg, byte[] directory) {
        ByteBuffer segment = ByteBuffer.allocate(10 + directory.length);
        segment.putShort((short) 0xFFE1).putShort((short) (8 + directory.length));
        segment.put(new byte[] {'E', 'x', 'i', 'f', 0, 0}).put(directory);
        return inserted(jpeg, 2, segment.array());
    }

    private static byte[] webPWith(byte[] webP, byte[] directory) throws IOException {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        chunks.write(Riff.chunk("VP8X", new byte[] {8, 0, 0, 0, 19, 0, 0, 13, 0, 0}));
        chunks.write(webP, 12, webP.length - 12);
        chunks.write(Riff.chunk("EXIF", directory));
        return Riff.webP(chunks.toByteArray());
    }

    private static byte[] inserted(byte[] file, int at, byte[] part) {
        return ByteBuffer.allocate(file.length + part.length)
                .put(file, 0, at)
                .put(part)
                .put(file, at, file.length - at)
                .array();
    }
}
