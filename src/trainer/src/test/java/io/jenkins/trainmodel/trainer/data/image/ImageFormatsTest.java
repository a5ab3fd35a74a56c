package io.jenkins.trainmodel.trainer.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats beyond the everyday ones, as other readers see them; references: Pillow 13. */
class ImageFormatsTest {
    @Test
    void shouldSeeTheInksOfAJpegAsOthersDo() throws IOException {
        assertThat(pixel(CMYK_JPEG, 16, 16, 3, 3)).containsExactly(175, 175, 131);
        assertThat(pixel(CMYK_JPEG, 16, 16, 8, 8)).containsExactly(107, 107, 131);
        assertThat(pixel(CMYK_JPEG, 16, 16, 15, 2)).containsExactly(13, 188, 131);
        assertThat(pixel(YCCK_JPEG, 16, 16, 3, 3)).containsExactly(8, 80, 0);
        assertThat(pixel(YCCK_JPEG, 16, 16, 8, 8)).containsExactly(76, 124, 110);
    }

    @Test
    void shouldReadWebPWithAndWithoutLoss() throws IOException {
        assertThat(pixel(LOSSLESS_WEBP, 20, 14, 3, 3)).containsExactly(36, 51, 9);
        assertThat(pixel(LOSSLESS_WEBP, 20, 14, 19, 13)).containsExactly(228, 221, 247);
        int[] lossy = pixel(LOSSY_WEBP, 20, 14, 3, 3);
        assertThat(Math.abs(lossy[0] - 36) + Math.abs(lossy[1] - 49) + Math.abs(lossy[2] - 10))
                .as("readers interpolate the colours of lossy files each in their own way")
                .isLessThanOrEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "LZW", "Deflate", "PackBits", "ZLib"})
    void shouldReadTiffInItsCompressions(String compression) throws IOException {
        BufferedImage image = new BufferedImage(20, 14, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 5, 0x24330A);

        byte[] sample = new ImageDecoder(14, 20, false).decode(tiff(image, compression));

        assertThat(channels(sample, 20, 14, 3, 5)).containsExactly(0x24, 0x33, 0x0A);
        assertThat(channels(sample, 20, 14, 4, 5)).containsExactly(0, 0, 0);
    }

    @Test
    void shouldRefuseMeasurementsWhoseBrightestValueNobodyKnows() throws IOException {
        ComponentColorModel fractions = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY), false, false, 1, DataBuffer.TYPE_FLOAT);
        WritableRaster raster = fractions.createCompatibleWritableRaster(4, 4);
        byte[] tiff = tiff(new BufferedImage(fractions, raster, false, null), "");

        assertThatThrownBy(() -> new ImageDecoder(4, 4, true).decode(tiff))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("fractions")
                .hasMessageContaining("convert it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossless", "lossy", "tiff"})
    void shouldRefuseAFileThatIsCutOff(String kind) throws IOException {
        byte[] whole = switch (kind) {
            case "lossless" -> Base64.getDecoder().decode(LOSSLESS_WEBP);
            case "lossy" -> Base64.getDecoder().decode(LOSSY_WEBP);
            default -> tiff(new BufferedImage(20, 14, BufferedImage.TYPE_INT_RGB), "");
        };
        ImageDecoder decoder = new ImageDecoder(14, 20, false);

        for (int part = 0; part < 8; part++) {
            byte[] rest = Arrays.copyOf(whole, whole.length * part / 10);
            assertThatThrownBy(() -> decoder.decode(rest))
                    .as("%d tenths of it", part)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    @Timeout(60)
    void shouldComeToAnEndWithDamagedFiles() {
        byte[] whole = Base64.getDecoder().decode(LOSSLESS_WEBP);
        ImageDecoder decoder = new ImageDecoder(14, 20, false);
        Random random = new Random(1);
        int refused = 0;

        for (int damage = 0; damage < 1500; damage++) {
            byte[] damaged = whole.clone();
            // behind the header, which says how large the image is
            damaged[25 + random.nextInt(whole.length - 25)] = (byte) random.nextInt();
            damaged[25 + random.nextInt(whole.length - 25)] = (byte) random.nextInt();
            refused += refuses(decoder, damaged) ? 1 : 0;
        }

        assertThat(refused).isGreaterThan(100);
    }

    private static boolean refuses(ImageDecoder decoder, byte[] content) {
        try {
            decoder.decode(content);
            return false;
        } catch (IOException damaged) {
            return true;
        }
    }

    private static int[] pixel(String file, int width, int height, int x, int y) throws IOException {
        byte[] sample = new ImageDecoder(height, width, false)
                .decode(Base64.getDecoder().decode(file));
        return channels(sample, width, height, x, y);
    }

    private static int[] channels(byte[] sample, int width, int height, int x, int y) {
        int[] channels = new int[3];
        Arrays.setAll(channels, channel -> sample[(channel * height + y) * width + x] & 0xFF);
        return channels;
    }

    private static byte[] tiff(BufferedImage image, String compression) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), "tiff")
                .next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        if (!compression.isEmpty()) {
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionType(compression);
        }
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** 16 × 16, cyan = 16 x, magenta = 16 y, yellow = 100, black = 40. */
    private static final String CMYK_JPEG =
            "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkKCgoK"
                    + "CgYICwwLCgwJCgoK/8AAFAgAEAAQBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIB"
                    + "AwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZH"
                    + "SElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV"
                    + "1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD9HP8AgpJ/y/8A/Aq/Rz/h5J/1H/8AyLXtlfq5X8//APwU"
                    + "k/5f/wDgVH/DyT/qP/8AkWiiv6AP+Ckn/L//AMCr+f8A/wCHkn/Uf/8AItFFfz//APBST/l//wCBUf8ADyT/AKj/AP5Foor/2Q==";

    /** The same bytes, declared as YCCK. */
    private static final String YCCK_JPEG =
            "/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkKCgoK"
                    + "CgYICwwLCgwJCgoK/8AAFAgAEAAQBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIB"
                    + "AwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZH"
                    + "SElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV"
                    + "1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD9HP8AgpJ/y/8A/Aq/Rz/h5J/1H/8AyLXtlfq5X8//APwU"
                    + "k/5f/wDgVH/DyT/qP/8AkWiiv6AP+Ckn/L//AMCr+f8A/wCHkn/Uf/8AItFFfz//APBST/l//wCBUf8ADyT/AKj/AP5Foor/2Q==";

    /** 20 × 14, red = 12 x, green = 17 y, blue = x y. */
    static final String LOSSLESS_WEBP = "UklGRjAAAABXRUJQVlA4TCMAAAAvE0ADALkyRPQ/dlH/6H+ASNumFu7f8NjpMExATABcDpZ/AQA=";

    private static final String LOSSY_WEBP =
            "UklGRogAAABXRUJQVlA4IHwAAABQBACdASoUAA4ALiUYjEYREREBABIlsAJ0yhHc3kv4AcIACrKC5eVf7kmAAP7/7fD+81j4nJvR"
                    + "VwwP2S4ZIcVAogWtBf2v/5Tuf/f6+EBEY7wGIC2XU3XaCdT2Czwee1Md/PpGr/UZEq3ubfer/kw9gndeXFDI1c36gAAA";
}
