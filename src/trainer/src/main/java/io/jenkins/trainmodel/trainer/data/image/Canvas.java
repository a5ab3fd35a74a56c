package io.jenkins.trainmodel.trainer.data.image;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Where the first frame of a GIF or an animated WebP is shown. Encoders cut frames to what differs from the background, so
 * that a frame may be smaller than what people see.
 *
 * @param width of what is shown
 * @param height of what is shown
 * @param x of the frame's left edge
 * @param y of the frame's upper edge
 * @param background what is around the frame, 0xRRGGBB
 */
record Canvas(int width, int height, int x, int y, int background) {
    private static final int GIF_HEADER = 13;
    private static final int GIF_EXTENSION = 0x21;
    private static final int GIF_IMAGE = 0x2C;

    /**
     * That of the file, where its format has one.
     *
     * @throws IndexOutOfBoundsException if the file ends too early
     */
    static Optional<Canvas> of(byte[] content) {
        if (RiffChunks.isWebP(content)) {
            RiffChunks chunks = RiffChunks.of(content);
            return chunks.find("ANMF").flatMap(frame -> chunks.find("VP8X").map(header -> ofWebP(header, frame)));
        }
        return content.length > GIF_HEADER && content[0] == 'G' && content[1] == 'I' && content[2] == 'F'
                ? Optional.of(ofGif(ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN)))
                : Optional.empty();
    }

    /** The colour that animations name is a hint that players do not follow: what no frame covers is black. */
    private static Canvas ofWebP(ByteBuffer header, ByteBuffer frame) {
        return new Canvas(
                1 + threeBytes(header, 4),
                1 + threeBytes(header, 7),
                2 * threeBytes(frame, 0),
                2 * threeBytes(frame, 3),
                0);
    }

    private static int threeBytes(ByteBuffer data, int at) {
        return data.getShort(at) & 0xFFFF | (data.get(at + 2) & 0xFF) << 16;
    }

    /** The logical screen of GIF89a, section 18. It is often too small for the first frame, and grows to it then. */
    private static Canvas ofGif(ByteBuffer gif) {
        int flags = gif.get(10);
        int colours = (flags & 0x80) == 0 ? 0 : 2 << (flags & 7);
        int index = gif.get(11) & 0xFF;
        int background = index < colours ? rgb(gif, GIF_HEADER + 3 * index) : 0;
        int frame = firstImage(gif, GIF_HEADER + 3 * colours);
        int x = unsigned(gif, frame + 1);
        int y = unsigned(gif, frame + 3);
        int width = Math.max(unsigned(gif, 6), x + unsigned(gif, frame + 5));
        int height = Math.max(unsigned(gif, 8), y + unsigned(gif, frame + 7));
        return new Canvas(width, height, x, y, background);
    }

    private static int rgb(ByteBuffer gif, int at) {
        return (gif.get(at) & 0xFF) << 16 | (gif.get(at + 1) & 0xFF) << 8 | gif.get(at + 2) & 0xFF;
    }

    private static int unsigned(ByteBuffer gif, int at) {
        return gif.getShort(at) & 0xFFFF;
    }

    /** The place of the first image descriptor, behind extensions: each a label, and blocks up to an empty one. */
    private static int firstImage(ByteBuffer gif, int from) {
        int position = from;
        while (gif.get(position) == GIF_EXTENSION) {
            position += 2;
            while (gif.get(position) != 0) {
                position += 1 + (gif.get(position) & 0xFF);
            }
            position++;
        }
        if (gif.get(position) != GIF_IMAGE) {
            throw new IndexOutOfBoundsException("no image at byte " + position);
        }
        return position;
    }

    long pixels() {
        return (long) width * height;
    }

    /** The frame in its place; the colours of transparent pixels stay, as they do elsewhere. */
    BufferedImage show(BufferedImage frame) {
        if (frame.getWidth() == width && frame.getHeight() == height) {
            return frame;
        }
        BufferedImage shown = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = shown.createGraphics();
        graphics.setColor(new java.awt.Color(background));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        int[] line = new int[frame.getWidth()];
        for (int row = 0; row < frame.getHeight() && y + row < height; row++) {
            frame.getRGB(0, row, line.length, 1, line, 0, line.length);
            shown.setRGB(x, y + row, Math.min(line.length, width - x), 1, line, 0, line.length);
        }
        return shown;
    }
}
