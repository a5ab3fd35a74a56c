package io.jenkins.trainmodel.trainer.data.augment;

import io.jenkins.trainmodel.spec.data.AugmentSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.random.SplitMix64;
import java.util.List;

/**
 * How single images are varied.
 *
 * @param white the value of a pixel that is brightest; 0 is black
 */
public record Augmentation(AugmentSpec spec, int channels, int height, int width, float white) {
    /**
     * Of the images of a run. A pixel of 255 is white, whatever it is scaled to.
     *
     * @throws DataException if the samples are no images
     */
    public static Augmentation of(AugmentSpec spec, LoadedData data) {
        return of(spec, data.sampleShape(), 255 * data.preprocessing().scale());
    }

    /** @throws DataException if the samples are no images */
    static Augmentation of(AugmentSpec spec, List<Integer> sampleShape, double white) {
        if (sampleShape.size() != 3) {
            throw new DataException("data.augment varies images, but samples have the shape " + sampleShape
                    + "; leave it out, or give images of height × width");
        }
        return new Augmentation(spec, sampleShape.get(0), sampleShape.get(1), sampleShape.get(2), (float) white);
    }

    /** An image varied by these random numbers; channels × height × width. */
    float[] vary(float[] pixels, SplitMix64 random) {
        Placement placement = Placement.draw(spec, height, width, random);
        float[] varied = placement.apply(pixels, channels, height, width);
        spec.color().ifPresent(color -> Colours.draw(color, random).apply(varied, channels, white));
        return varied;
    }
}
