package io.jenkins.trainmodel.trainer.network.layer;

import java.util.List;

/** Arithmetic and checks of sizes, with the bounds that keep a hostile description from overflowing them. */
public final class Shapes {
    /** The largest size of an axis, and the largest width of a layer. */
    static final int LARGEST = 1 << 24;

    private Shapes() {}

    public static void requireSize(String what, int value, int least) {
        if (value < least || value > LARGEST) {
            throw new NetworkException(what + " must be from " + least + " to " + LARGEST + ", not " + value);
        }
    }

    static void requireWindow(String layer, int kernel, int stride, int padding) {
        requireSize("kernel of " + layer, kernel, 1);
        requireSize("stride of " + layer, stride, 1);
        requireSize("padding of " + layer, padding, 0);
        if (kernel > 1024 || padding >= kernel) {
            throw new NetworkException(
                    layer + " needs a kernel up to 1024 and less padding than that, not " + kernel + " and " + padding);
        }
    }

    static long elements(List<Integer> shape) {
        long elements = 1;
        for (int size : shape) {
            elements = Math.multiplyExact(elements, (long) size);
        }
        return elements;
    }

    public static void requireImage(String layer, List<Integer> input) {
        if (input.size() != 3) {
            throw new NetworkException(layer + " needs samples of shape [channels, height, width], not " + input
                    + "; give flat data a shape, such as shape: [1, 28, 28]");
        }
    }

    public static void requireImage(String network, List<Integer> input, int least) {
        requireImage(network, input);
        if (input.get(1) < least || input.get(2) < least) {
            throw new NetworkException(network + " needs images of at least " + least + "×" + least + " pixels, not "
                    + input.get(1) + "×" + input.get(2));
        }
    }

    /** A sequence of vectors of any width. */
    static void requireSequence(String layer, List<Integer> input) {
        if (input.size() != 2) {
            throw new NetworkException(layer + " takes sequences, not shape " + input);
        }
    }

    /** A sequence of vectors of this width. */
    static void requireWidth(String layer, int width, List<Integer> input) {
        if (input.size() != 2 || input.get(1) != width) {
            throw new NetworkException(layer + " takes sequences of width " + width + ", not shape " + input);
        }
    }

    /** Heads of attention, which divide its width, and with rotary positions into halves. */
    static void requireHeads(int width, int heads, boolean rotary) {
        requireSize("heads of attention", heads, 1);
        if (width % heads != 0 || rotary && width / heads % 2 != 0) {
            throw new NetworkException("attention needs heads that divide its width" + (rotary ? " evenly" : "")
                    + ", not " + heads + " of width " + width);
        }
    }

    static void requireDeviation(String layer, double deviation) {
        if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
            throw new NetworkException(
                    layer + " needs a standard deviation above 0 for its first values, not " + deviation);
        }
    }

    static void requireChannels(String layer, int channels, List<Integer> input) {
        requireImage(layer, input);
        if (input.get(0) != channels) {
            throw new NetworkException(layer + " takes " + channels + " channels, not " + input.get(0));
        }
    }

    /** Shape after a window moved over every channel. */
    static List<Integer> slide(String layer, List<Integer> input, int kernel, int stride, int padding) {
        requireImage(layer, input);
        return slide(layer, input.get(0), input, kernel, stride, padding);
    }

    /** Shape after a window moved over an image: floor((size + 2 padding - kernel) / stride) + 1 on each axis. */
    static List<Integer> slide(String layer, int channels, List<Integer> input, int kernel, int stride, int padding) {
        int height = input.get(1) + 2 * padding - kernel;
        int width = input.get(2) + 2 * padding - kernel;
        if (height < 0 || width < 0) {
            int least = kernel - 2 * padding;
            throw new NetworkException(layer + " with a kernel of " + kernel + " needs an input of at least " + least
                    + "×" + least + " pixels, but " + input.get(1) + "×" + input.get(2) + " arrive here");
        }
        return List.of(channels, height / stride + 1, width / stride + 1);
    }
}
