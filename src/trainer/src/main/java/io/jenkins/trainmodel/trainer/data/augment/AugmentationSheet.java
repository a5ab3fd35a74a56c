package io.jenkins.trainmodel.trainer.data.augment;

import io.jenkins.trainmodel.event.Picture;
import io.jenkins.trainmodel.event.TrainingEvent.ImagesVaried;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.random.SampleOrder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Some training images beside what augmentation makes of them, so that people see what a network is going to see. The images
 * are the first ones of the first epoch, each a row: as it was read, then as it trains in the first epochs. What mixup mixes
 * are the images of a column, in pairs, first with last, as those of a batch, and by the share of the first batch of as many
 * steps.
 */
public final class AugmentationSheet {
    static final int IMAGES = 4;
    static final int VARIANTS = 3;

    /** The longer side of an image on the sheet at the most, in pixels; a smaller one where the file would be too large. */
    private static final List<Integer> SIDES = List.of(64, 48, 32);

    private final Samples samples;
    private final Augmentation augmentation;
    private final long seed;
    private final int[] rows;

    AugmentationSheet(Samples samples, Augmentation augmentation, long seed) {
        this.samples = samples;
        this.augmentation = augmentation;
        this.seed = seed;
        SampleOrder order = samples.order(seed, 1);
        this.rows = IntStream.range(0, Math.min(IMAGES, order.size()))
                .map(order::at)
                .toArray();
    }

    /** The sheet of a run; empty where its images stay as they are. */
    public static Optional<AugmentationSheet> of(TrainingSpec spec, LoadedData data) {
        return spec.data()
                .augment()
                .map(augment -> new AugmentationSheet(data.train(), Augmentation.of(augment, data), spec.seed()));
    }

    /** What the log of a run tells of it; empty where its images stay as they are, or nobody wants to see them. */
    public static Optional<ImagesVaried> eventOf(TrainingSpec spec, LoadedData data) {
        return of(spec, data).filter(sheet -> spec.reporting().images()).map(AugmentationSheet::event);
    }

    ImagesVaried event() {
        return new ImagesVaried(rows.length, VARIANTS, picture());
    }

    /** The sheet, as large as fits into a picture. */
    public Picture picture() {
        List<List<float[]>> columns = columns();
        return SIDES.stream()
                .map(side -> Tiles.of(augmentation, side).draw(columns))
                .filter(picture -> picture.base64().length() <= Picture.LONGEST)
                .findFirst()
                .orElseThrow();
    }

    private List<List<float[]>> columns() {
        List<List<float[]>> columns = new ArrayList<>();
        columns.add(images(samples));
        for (int epoch = 1; epoch <= VARIANTS; epoch++) {
            columns.add(mixed(images(samples.inEpoch(seed, epoch)), epoch));
        }
        return columns;
    }

    private List<float[]> images(Samples from) {
        ByteBuffer features = buffer(from.featuresPerSample() * Float.BYTES * rows.length);
        from.gather(rows, 0, rows.length, features, buffer(from.labelBytes() * rows.length));
        features.flip();
        return IntStream.range(0, rows.length)
                .mapToObj(row -> {
                    float[] pixels = new float[from.featuresPerSample()];
                    features.asFloatBuffer().get(row * pixels.length, pixels);
                    return pixels;
                })
                .toList();
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
    }

    private List<float[]> mixed(List<float[]> images, int step) {
        Optional<Double> alpha = augmentation.spec().mixup();
        if (alpha.isEmpty()) {
            return images;
        }
        float share = new Mixup(alpha.get()).share(seed, step, 0);
        return IntStream.range(0, images.size())
                .mapToObj(row -> between(images.get(images.size() - 1 - row), images.get(row), share))
                .toList();
    }

    private static float[] between(float[] other, float[] first, float share) {
        float[] mixed = new float[first.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = share * first[i] + (1 - share) * other[i];
        }
        return mixed;
    }
}
