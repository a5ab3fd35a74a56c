package io.jenkins.trainmodel.trainer.data.augment;

import io.jenkins.trainmodel.event.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Images side by side in one picture, with nothing between them, so that they stand on light and on dark pages.
 *
 * @param height of an image in the picture, in pixels; it is never enlarged
 * @param width of an image in the picture, in pixels
 */
record Tiles(Augmentation format, int height, int width) {
    private static final int GAP = 3;
    private static final int OPAQUE = 0xFF000000;

    /** Images of this format, of which no side is longer than that. */
    static Tiles of(Augmentation format, int longest) {
        double scale = Math.min(1, (double) longest / Math.max(format.height(), format.width()));
        return new Tiles(format, scaled(format.height(), scale), scaled(format.width(), scale));
    }

    private static int scaled(int side, double scale) {
        return Math.max(1, (int) Math.round(side * scale));
    }

    /** Draws columns of as many images each, which are channels × height × width. */
    Picture draw(List<List<float[]>> columns) {
        int rows = columns.get(0).size();
        BufferedImage picture = new BufferedImage(
                columns.size() * (width + GAP) - GAP, rows * (height + GAP) - GAP, BufferedImage.TYPE_INT_ARGB);
        for (int column = 0; column < columns.size(); column++) {
            for (int row = 0; row < rows; row++) {
                tile(
                        picture,
                        column * (width + GAP),
                        row * (height + GAP),
                        columns.get(column).get(row));
            }
        }
        return png(picture);
    }

    private void tile(BufferedImage picture, int left, int top, float[] pixels) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = value(pixels, 0, x, y);
                boolean coloured = format.channels() == 3;
                int green = coloured ? value(pixels, 1, x, y) : red;
                int blue = coloured ? value(pixels, 2, x, y) : red;
                picture.setRGB(left + x, top + y, OPAQUE | red << 16 | green << 8 | blue);
            }
        }
    }

    /** The mean of the pixels that a pixel of the picture stands for, 0 to 255. */
    private int value(float[] pixels, int channel, int x, int y) {
        int fromRow = y * format.height() / height;
        int toRow = Math.max(fromRow + 1, (y + 1) * format.height() / height);
        int fromColumn = x * format.width() / width;
        int toColumn = Math.max(fromColumn + 1, (x + 1) * format.width() / width);
        double sum = 0;
        for (int row = fromRow; row < toRow; row++) {
            for (int column = fromColumn; column < toColumn; column++) {
                sum += pixels[(channel * format.height() + row) * format.width() + column];
            }
        }
        double mean = sum / ((toRow - fromRow) * (toColumn - fromColumn));
        return (int) Math.max(0, Math.min(255, Math.round(255 * mean / format.white())));
    }

    private static Picture png(BufferedImage picture) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            ImageIO.write(picture, "png", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Picture.ofPng(file.toByteArray());
    }
}
