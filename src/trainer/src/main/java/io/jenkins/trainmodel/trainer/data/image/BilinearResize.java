package io.jenkins.trainmodel.trainer.data.image;

/**
 * Resizes rows and columns with a triangle filter: bilinear interpolation when enlarging, and when reducing the filter
 * spans all pixels that fall into the new one, so that none is left out (as image libraries do that call it antialiased).
 * Our own and in plain arithmetic, so that the same image gives the same sample on every JVM.
 */
final class BilinearResize {
    private final int[] begins;
    private final float[][] weights;

    /** Prepares to resize lines of so many pixels. */
    BilinearResize(int from, int to) {
        begins = new int[to];
        weights = new float[to][];
        double scale = (double) from / to;
        double support = Math.max(1, scale);
        for (int target = 0; target < to; target++) {
            double center = (target + 0.5) * scale;
            begins[target] = Math.max(0, (int) (center - support + 0.5));
            int end = Math.min(from, (int) (center + support + 0.5));
            weights[target] = normalized(begins[target], end, center, support);
        }
    }

    private static float[] normalized(int begin, int end, double center, double support) {
        double[] triangle = new double[end - begin];
        double sum = 0;
        for (int source = begin; source < end; source++) {
            triangle[source - begin] = Math.max(0, 1 - Math.abs((source + 0.5 - center) / support));
            sum += triangle[source - begin];
        }
        float[] normalized = new float[triangle.length];
        for (int tap = 0; tap < triangle.length; tap++) {
            normalized[tap] = (float) (triangle[tap] / sum);
        }
        return normalized;
    }

    /** The pixel at a place of the new line; the old line's pixels begin at an offset and lie a stride apart. */
    float apply(float[] line, int offset, int stride, int target) {
        float[] taps = weights[target];
        float sum = 0;
        int position = offset + begins[target] * stride;
        for (float tap : taps) {
            sum += line[position] * tap;
            position += stride;
        }
        return sum;
    }
}
