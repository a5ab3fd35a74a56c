package io.jenkins.trainmodel.trainer.data.augment;

import io.jenkins.trainmodel.spec.data.AugmentSpec;
import io.jenkins.trainmodel.trainer.data.random.SplitMix64;

/**
 * Changes of an image's colours, in the order of their names here (as torchvision's ColorJitter makes them in any order). Gray
 * is the luma of ITU-R BT.601.
 *
 * @param brightness pixels are multiplied by it
 * @param contrast what multiplies the distance from the image's mean gray
 * @param saturation what multiplies the distance from a pixel's own gray
 */
record Colours(float brightness, float contrast, float saturation) {
    /** Draws factors from 1 − value to 1 + value. */
    static Colours draw(AugmentSpec.Color spec, SplitMix64 random) {
        return new Colours(
                factor(spec.brightness(), random), factor(spec.contrast(), random), factor(spec.saturation(), random));
    }

    private static float factor(double most, SplitMix64 random) {
        return (float) (1 + most * (2 * random.nextDouble() - 1));
    }

    /**
     * Changes the pixels.
     *
     * @param white the brightest value; 0 is black
     */
    void apply(float[] pixels, int channels, float white) {
        int plane = pixels.length / channels;
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = limited(pixels[i] * brightness, white);
        }
        double sum = 0;
        for (int i = 0; i < plane; i++) {
            sum += gray(pixels, i, channels);
        }
        float mean = (float) (sum / plane);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = limited(mean + (pixels[i] - mean) * contrast, white);
        }
        for (int i = 0; i < plane; i++) {
            float gray = gray(pixels, i, channels);
            for (int place = i; place < pixels.length; place += plane) {
                pixels[place] = limited(gray + (pixels[place] - gray) * saturation, white);
            }
        }
    }

    private static float gray(float[] pixels, int pixel, int channels) {
        int plane = pixels.length / channels;
        return channels == 3
                ? 0.299f * pixels[pixel] + 0.587f * pixels[plane + pixel] + 0.114f * pixels[2 * plane + pixel]
                : pixels[pixel];
    }

    private static float limited(float value, float white) {
        return Math.max(0, Math.min(white, value));
    }
}
