package io.jenkins.trainmodel.spec.data;

import java.util.Optional;

/**
 * How training images are varied, anew in every epoch.
 *
 * @param crop which part of the image is taken
 * @param flip along which axis every other image is mirrored
 * @param rotate the largest angle in degrees by which images are turned either way
 * @param color how far colours are changed
 * @param mixup α of the beta distribution that the share of a second image is drawn from
 */
public record AugmentSpec(
        Optional<Crop> crop,
        Optional<Flip> flip,
        Optional<Double> rotate,
        Optional<Color> color,
        Optional<Double> mixup) {
    /**
     * A part of the image; one of the two is given.
     *
     * @param padding black pixels at every edge, of which a part as large as the image is taken
     * @param area the least share of the image that is taken, and enlarged to its size
     */
    public record Crop(Optional<Integer> padding, Optional<Double> area) {}

    /** Where an image is mirrored. */
    public enum Flip {
        HORIZONTAL,
        VERTICAL,
        BOTH
    }

    /** Each a factor of 1 − value to 1 + value. */
    public record Color(double brightness, double contrast, double saturation) {}

    /** Whether single images are varied, not only mixed with each other. */
    public boolean variesImages() {
        return crop.isPresent() || flip.isPresent() || rotate.isPresent() || color.isPresent();
    }
}
