package io.jenkins.trainmodel.trainer.data.augment;

import io.jenkins.trainmodel.trainer.data.SamplePlace;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.random.SampleOrder;
import io.jenkins.trainmodel.trainer.data.random.SplitMix64;
import io.jenkins.trainmodel.trainer.data.rows.DataOnDisk;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * Images that are varied as long as they train. By itself it gives them as they are. What becomes of one follows from seed,
 * epoch and its number alone, whichever thread makes it, whenever, and in whichever process.
 */
public record AugmentedSamples(Samples samples, Augmentation augmentation) implements Samples {
    /** Keeps the random numbers of images apart from those of their order. */
    private static final long OWN = 0x5DEECE66DL;

    @Override
    public int size() {
        return samples.size();
    }

    @Override
    public int featuresPerSample() {
        return samples.featuresPerSample();
    }

    @Override
    public int labelBytes() {
        return samples.labelBytes();
    }

    @Override
    public boolean isCostly() {
        return samples.isCostly();
    }

    @Override
    public Optional<SamplePlace> place(int sample) {
        return samples.place(sample);
    }

    @Override
    public Optional<DataOnDisk> onDisk() {
        return samples.onDisk();
    }

    @Override
    public SampleOrder order(long seed, long epoch) {
        return samples.order(seed, epoch);
    }

    @Override
    public void gather(int[] indices, int from, int count, ByteBuffer features, ByteBuffer labels) {
        samples.gather(indices, from, count, features, labels);
    }

    @Override
    public Samples inEpoch(long seed, long epoch) {
        return new Varied(this, SplitMix64.mix(seed ^ OWN) + epoch);
    }

    /** The images of one epoch. */
    private record Varied(AugmentedSamples plain, long key) implements Samples {
        @Override
        public int size() {
            return plain.size();
        }

        @Override
        public int featuresPerSample() {
            return plain.featuresPerSample();
        }

        @Override
        public int labelBytes() {
            return plain.labelBytes();
        }

        @Override
        public boolean isCostly() {
            return true;
        }

        @Override
        public void gather(int[] indices, int from, int count, ByteBuffer features, ByteBuffer labels) {
            float[] pixels = new float[featuresPerSample()];
            for (int index = from; index < from + count; index++) {
                FloatBuffer image = features.asFloatBuffer();
                plain.gather(indices, index, 1, features, labels);
                image.get(0, pixels);
                image.put(0, plain.augmentation.vary(pixels, SplitMix64.of(key, indices[index])));
            }
        }
    }
}
