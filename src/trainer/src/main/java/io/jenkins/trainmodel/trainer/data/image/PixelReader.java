package io.jenkins.trainmodel.trainer.data.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.IndexColorModel;

/** The pixels of an image as three colours or one brightness, each from 0 to 255; transparency is dropped. */
final class PixelReader {
    private final BufferedImage image;
    private final boolean grayscale;
    private final int[] line;

    PixelReader(BufferedImage image, boolean grayscale) {
        this.image = image;
        this.grayscale = grayscale;
        line = new int[image.getWidth()];
    }

    /** Reads a line, channel after channel, into the target. */
    void read(int y, float[] target) {
        if (isGray(image.getColorModel())) {
            readGray(y, target);
        } else if (image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_CMYK) {
            readInks(y);
            toChannels(target);
        } else if (isDeepColour(image.getColorModel())) {
            readDeep(y, target);
        } else {
            image.getRGB(0, y, image.getWidth(), 1, line, 0, image.getWidth());
            toChannels(target);
        }
    }

    /** Java would round 16 bits to 8 before the image is made smaller, which averages what was lost. */
    private static boolean isDeepColour(ColorModel model) {
        return model instanceof ComponentColorModel
                && model.getColorSpace().isCS_sRGB()
                && !model.isAlphaPremultiplied()
                && model.getComponentSize(0) > Byte.SIZE;
    }

    private void readDeep(int y, float[] target) {
        int width = line.length;
        float[][] colours = new float[3][width];
        for (int channel = 0; channel < colours.length; channel++) {
            image.getRaster().getSamples(0, y, width, 1, channel, colours[channel]);
        }
        float scale = 255f / ((1 << image.getColorModel().getComponentSize(0)) - 1);
        for (int x = 0; x < width; x++) {
            float red = colours[0][x] * scale;
            float green = colours[1][x] * scale;
            float blue = colours[2][x] * scale;
            if (grayscale) {
                target[x] = brightness(red, green, blue);
            } else {
                put(x, red, green, blue, target);
            }
        }
    }

    private void put(int x, float red, float green, float blue, float[] target) {
        target[x] = red;
        target[line.length + x] = green;
        target[2 * line.length + x] = blue;
    }

    /** Luma of ITU-R BT.601, as image libraries turn colours into gray. */
    private static float brightness(float red, float green, float blue) {
        return 0.299f * red + 0.587f * green + 0.114f * blue;
    }

    /**
     * Java takes gray for linear light and would brighten it on the way to RGB; everybody else takes the number as it is.
     */
    private static boolean isGray(ColorModel model) {
        return model.getColorSpace().getType() == ColorSpace.TYPE_GRAY && !(model instanceof IndexColorModel);
    }

    private void readGray(int y, float[] target) {
        int width = image.getWidth();
        image.getRaster().getSamples(0, y, width, 1, 0, line);
        float scale = 255f / ((1 << image.getColorModel().getComponentSize(0)) - 1);
        int channels = grayscale ? 1 : 3;
        for (int channel = 0; channel < channels; channel++) {
            for (int x = 0; x < width; x++) {
                target[channel * width + x] = line[x] * scale;
            }
        }
    }

    /**
     * Java takes the inks for a device's own and brightens them; everybody else multiplies what each ink lets through:
     * red = (255 − cyan) × (255 − black) ÷ 255 for inks from 0 to 255.
     */
    private void readInks(int y) {
        int[] inks = image.getRaster().getPixels(0, y, line.length, 1, (int[]) null);
        int bands = inks.length / line.length;
        int most = (1 << image.getColorModel().getComponentSize(0)) - 1;
        for (int x = 0; x < line.length; x++) {
            float paper = 255f * (most - inks[x * bands + 3]) / most;
            int rgb = 0;
            for (int ink = 0; ink < 3; ink++) {
                rgb = rgb << 8 | Math.round((most - inks[x * bands + ink]) * paper / most);
            }
            line[x] = rgb;
        }
    }

    private void toChannels(float[] target) {
        for (int x = 0; x < line.length; x++) {
            int red = line[x] >> 16 & 0xFF;
            int green = line[x] >> 8 & 0xFF;
            int blue = line[x] & 0xFF;
            if (grayscale) {
                // as image libraries do, which make bytes of bytes
                target[x] = Math.round(brightness(red, green, blue));
            } else {
                put(x, red, green, blue, target);
            }
        }
    }
}
