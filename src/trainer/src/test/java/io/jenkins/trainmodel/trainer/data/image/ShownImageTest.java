package io.jenkins.trainmodel.trainer.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Palettes, deep colours and first frames: the pixels that people see. */
class ShownImageTest {
    private static final int[] PALETTE = {0x102030, 0x405060, 0x708090, 0xA0B0C0};

    @ParameterizedTest
    @CsvSource({"png, -1", "png, 2", "gif, -1", "gif, 2"})
    void shouldTakeTheColoursOfAPaletteAndDropTransparency(String format, int transparent) throws IOException {
        IndexColorModel palette = new IndexColorModel(2, 4, PALETTE, 0, false, transparent, DataBuffer.TYPE_BYTE);
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_INDEXED, palette);
        for (int pixel = 0; pixel < 64; pixel++) {
            image.getRaster().setSample(pixel % 8, pixel / 8, 0, pixel % 4);
        }

        byte[] sample = new ImageDecoder(8, 8, false).decode(Pictures.encode(image, format));

        assertThat(hexadecimal(sample))
                .startsWith("102030", "405060", "708090", "a0b0c0")
                .endsWith("102030", "405060", "708090", "a0b0c0");
    }

    /** Halves of a step between bytes, in turn: as bytes all of them would be 100 and 101, and their mean wrong. */
    @ParameterizedTest
    @ValueSource(strings = {"png", "tiff"})
    void shouldAverageSixteenBitsBeforeTheyAreRounded(String format) throws IOException {
        BufferedImage image = deep(4, 4);
        for (int pixel = 0; pixel < 16; pixel++) {
            int value = pixel % 2 == 0 ? 100 * 257 + 120 : 100 * 257 + 150;
            image.getRaster().setPixel(pixel % 4, pixel / 4, new int[] {value, 65535 - value, 0});
        }

        byte[] content = Pictures.encode(image, format);

        // (100 + 135 ÷ 257) rounds to 101, and 255 less it to 154; bytes of 100 and 101 would give 100 or 101 by chance
        assertThat(hexadecimal(new ImageDecoder(1, 1, false).decode(content))).containsExactly("659a00");
        assertThat(new ImageDecoder(1, 1, true).decode(content)[0] & 0xFF)
                .isEqualTo(Math.round(0.299f * 100.525f + 0.587f * 154.475f));
    }

    private static BufferedImage deep(int width, int height) {
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, 1, DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(width, height);
        return new BufferedImage(model, raster, false, null);
    }

    @Test
    void shouldShowTheFirstFrameOfAGifInItsPlace() throws IOException {
        byte[] sample = new ImageDecoder(3, 4, false).decode(gif(4, 3, 1));

        assertThat(hexadecimal(sample))
                .containsExactly(
                        "405060", "405060", "405060", "405060", "405060", "405060", "102030", "a0b0c0", "405060",
                        "405060", "405060", "405060");
    }

    /** As browsers do: the screen grows to the first frame. */
    @Test
    void shouldShowTheWholeFrameWhereTheScreenOfAGifIsTooSmall() throws IOException {
        byte[] sample = new ImageDecoder(2, 4, false).decode(gif(1, 1, 1));

        assertThat(hexadecimal(sample))
                .containsExactly("405060", "405060", "405060", "405060", "405060", "405060", "102030", "a0b0c0");
    }

    @Test
    void shouldRefuseAScreenTooLargeToBeShown() {
        assertThatThrownBy(() -> new ImageDecoder(3, 4, false).decode(gif(60_000, 60_000, 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("60000×60000 pixels, more than");
    }

    /** A frame of 2 × 1 pixels, colours 0 and 3, at 2, 1; the background is colour 1; a second frame behind. */
    private static byte[] gif(int width, int height, int background) {
        ByteBuffer gif = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        gif.put(new byte[] {'G', 'I', 'F', '8', '9', 'a'});
        gif.putShort((short) width)
                .putShort((short) height)
                .put((byte) 0x81)
                .put((byte) background)
                .put((byte) 0);
        for (int colour : PALETTE) {
            gif.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
        }
        // an application extension, and one of a frame's time
        gif.put(new byte[] {0x21, (byte) 0xFF, 3, 1, 2, 3, 2, 4, 5, 0});
        gif.put(new byte[] {0x21, (byte) 0xF9, 4, 0, 10, 0, 0, 0});
        for (int frame = 0; frame < 2; frame++) {
            gif.put((byte) 0x2C)
                    .putShort((short) 2)
                    .putShort((short) 1)
                    .putShort((short) 2)
                    .putShort((short) 1);
            // codes of 3 bits: clear, 0, 3, end
            gif.put(new byte[] {0, 2, 2, (byte) (4 | 0 << 3 | (3 & 3) << 6), (byte) (3 >> 2 | 5 << 1), 0});
        }
        gif.put((byte) 0x3B);
        return Arrays.copyOf(gif.array(), gif.position());
    }

    @Test
    void shouldShowTheFirstFrameOfAnAnimatedWebPInItsPlace() throws IOException {
        byte[] frame = Base64.getDecoder().decode(ImageFormatsTest.LOSSLESS_WEBP);
        byte[] sample = new ImageDecoder(20, 30, false).decode(animated(frame));

        byte[] plain = new ImageDecoder(14, 20, false).decode(frame);
        assertThat(sample[0]).isZero();
        assertThat(sample[(4 + 13) * 30 + 6 + 19])
                .as("red of the frame's last pixel")
                .isEqualTo(plain[13 * 20 + 19])
                .isNotZero();
        assertThat(sample[(4 + 14) * 30 + 6 + 19]).as("below the frame").isZero();
    }

    /** A canvas of 30 × 20 with the frame at 6, 4. */
    private static byte[] animated(byte[] still) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(new byte[] {3, 0, 0, 2, 0, 0, 19, 0, 0, 13, 0, 0, 100, 0, 0, 0});
        frame.write(still, 12, still.length - 12);
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        chunks.write(Riff.chunk("VP8X", new byte[] {2, 0, 0, 0, 29, 0, 0, 19, 0, 0}));
        chunks.write(Riff.chunk("ANIM", new byte[] {0, 0, (byte) 0xFF, (byte) 0xFF, 0, 0}));
        chunks.write(Riff.chunk("ANMF", frame.toByteArray()));
        chunks.write(Riff.chunk("ANMF", frame.toByteArray()));
        return Riff.webP(chunks.toByteArray());
    }

    /** A BMP header that says JPEG, and a file of zeros, which is a WBMP to a Java platform. */
    @Test
    void shouldRefuseWhatOnlyWearsTheNameOfAnImage() throws IOException {
        byte[] bmp = Pictures.encode(Pictures.noise(4, 4), "bmp");
        bmp[30] = 4;

        assertThatThrownBy(() -> new ImageDecoder(4, 4, false).decode(bmp))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a BMP that holds a file of another format");
        assertThatThrownBy(() -> new ImageDecoder(4, 4, false).decode(new byte[] {0, 0, 4, 4, 1, 2, 3, 4}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no image in a known format");
    }

    /** 400 channels of two bytes on 2,000,000 pixels would be 1.6 GB. */
    @Test
    void shouldRefuseATiffOfTooManyChannels() {
        int[][] entries = {{256, 2000}, {257, 1000}, {258, 16}, {259, 1}, {262, 1}, {273, 8}, {277, 400}, {278, 1000}};
        ByteBuffer tiff = ByteBuffer.allocate(16 + 2 + entries.length * 12 + 4).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put(new byte[] {'I', 'I'})
                .putShort((short) 42)
                .putInt(16)
                .putLong(0)
                .putShort((short) entries.length);
        for (int[] entry : entries) {
            tiff.putShort((short) entry[0]).putShort((short) 3).putInt(1).putInt(entry[1]);
        }

        assertThatThrownBy(() -> new ImageDecoder(4, 4, false).decode(tiff.array()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bytes that are read");
    }

    /** The pixels of a sample, as rrggbb. */
    private static String[] hexadecimal(byte[] sample) {
        int pixels = sample.length / 3;
        String[] texts = new String[pixels];
        Arrays.setAll(
                texts,
                pixel -> String.format(
                        "%02x%02x%02x",
                        sample[pixel] & 0xFF, sample[pixels + pixel] & 0xFF, sample[2 * pixels + pixel] & 0xFF));
        return texts;
    }
}
