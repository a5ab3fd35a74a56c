package io.jenkins.trainmodel.trainer.data.image;

/**
 * How an image is to be turned for people to see it upright (EXIF 2.32, section 4.6.4, tag Orientation). Cameras store
 * what their sensor sees, and the orientation beside it.
 *
 * @param transposed whether rows were stored as columns
 * @param fromBottom whether the first stored row is the last
 * @param fromRight whether the first stored column is the last
 */
record Orientation(boolean transposed, boolean fromBottom, boolean fromRight) {
    static final Orientation UPRIGHT = new Orientation(false, false, false);

    /** The orientation of a tag; what is none of its eight values is taken for upright, as everywhere. */
    static Orientation of(int tag) {
        return switch (tag) {
            case 2 -> new Orientation(false, false, true);
            case 3 -> new Orientation(false, true, true);
            case 4 -> new Orientation(false, true, false);
            case 5 -> new Orientation(true, false, false);
            case 6 -> new Orientation(true, true, false);
            case 7 -> new Orientation(true, true, true);
            case 8 -> new Orientation(true, false, true);
            default -> UPRIGHT;
        };
    }

    /**
     * A sample upright.
     *
     * @param stored channels × height × width, or channels × width × height where transposed
     * @param height of the upright sample
     * @param width of the upright sample
     */
    byte[] turn(byte[] stored, int channels, int height, int width) {
        if (equals(UPRIGHT)) {
            return stored;
        }
        byte[] upright = new byte[stored.length];
        int place = 0;
        for (int channel = 0; channel < channels; channel++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    upright[place++] = stored[channel * height * width + source(y, x, height, width)];
                }
            }
        }
        return upright;
    }

    private int source(int y, int x, int height, int width) {
        int rows = transposed ? width : height;
        int columns = transposed ? height : width;
        int row = transposed ? x : y;
        int column = transposed ? y : x;
        return (fromBottom ? rows - 1 - row : row) * columns + (fromRight ? columns - 1 - column : column);
    }
}
