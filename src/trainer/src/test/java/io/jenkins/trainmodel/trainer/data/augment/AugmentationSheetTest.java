package io.jenkins.trainmodel.trainer.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Picture;
import io.jenkins.trainmodel.event.TrainingEvent.ImagesVaried;
import io.jenkins.trainmodel.spec.data.AugmentSpec;
import io.jenkins.trainmodel.spec.data.AugmentSpec.Flip;
import io.jenkins.trainmodel.trainer.data.Samples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class AugmentationSheetTest {
    private static final int GAP = 3;

    private static AugmentSpec flipping(Optional<Double> mixup) {
        return new AugmentSpec(
                Optional.empty(), Optional.of(Flip.HORIZONTAL), Optional.empty(), Optional.empty(), mixup);
    }

    private static AugmentationSheet sheet(Images images, AugmentSpec spec) {
        Augmentation format = new Augmentation(spec, images.channels(), images.height(), images.width(), 1);
        return new AugmentationSheet(new AugmentedSamples(images, format), format, 7);
    }

    private static BufferedImage drawn(Picture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture.png()));
    }

    private static float[] pixels(Samples samples, int number) {
        ByteBuffer features = ByteBuffer.allocate(samples.featuresPerSample() * Float.BYTES);
        samples.gather(new int[] {number}, 0, 1, features, ByteBuffer.allocate(samples.labelBytes()));
        float[] pixels = new float[samples.featuresPerSample()];
        features.flip().asFloatBuffer().get(pixels);
        return pixels;
    }

    /** The gray of the picture at a pixel of the image in that row and column. */
    private static int gray(BufferedImage picture, int column, int row, int x, int y) {
        return picture.getRGB(column * (4 + GAP) + x, row * (2 + GAP) + y) & 0xFF;
    }

    @Test
    void shouldShowImagesAsTheyWereReadAndAsTheyTrain() throws IOException {
        Images images = new Images(9, 1, 2, 4);
        AugmentationSheet sheet = sheet(images, flipping(Optional.empty()));
        Samples trains = new AugmentedSamples(images, new Augmentation(flipping(Optional.empty()), 1, 2, 4, 1));

        ImagesVaried event = sheet.event();
        BufferedImage picture = drawn(event.picture());

        assertThat(event.images()).isEqualTo(4);
        assertThat(event.variants()).isEqualTo(3);
        assertThat(picture.getWidth()).isEqualTo(4 * 4 + 3 * GAP);
        assertThat(picture.getHeight()).isEqualTo(4 * 2 + 3 * GAP);
        assertThat(picture.getRGB(4, 0) >>> 24).as("between images").isZero();
        for (int row = 0; row < 4; row++) {
            int number = images.order(7, 1).at(row);
            for (int column = 0; column < 4; column++) {
                float[] expected = pixels(column == 0 ? trains : trains.inEpoch(7, column), number);
                for (int pixel = 0; pixel < 8; pixel++) {
                    assertThat(gray(picture, column, row, pixel % 4, pixel / 4))
                            .isEqualTo(Math.round(255 * expected[pixel]));
                }
            }
        }
    }

    @Test
    void shouldMixImagesOfAColumnInPairs() throws IOException {
        Images images = new Images(9, 1, 2, 4);
        BufferedImage apart = drawn(sheet(images, flipping(Optional.empty())).picture());
        BufferedImage mixed = drawn(sheet(images, flipping(Optional.of(0.5))).picture());
        float share = new Mixup(0.5).share(7, 2, 0);

        for (int row = 0; row < 4; row++) {
            assertThat(gray(mixed, 0, row, 1, 1)).isEqualTo(gray(apart, 0, row, 1, 1));
            double expected = share * gray(apart, 2, row, 1, 1) + (1 - share) * gray(apart, 2, 3 - row, 1, 1);
            assertThat((double) gray(mixed, 2, row, 1, 1)).isBetween(expected - 1.5, expected + 1.5);
        }
    }

    /** Noise of 64 × 64 pixels does not become small as a PNG. */
    @Test
    void shouldMakeImagesSmallEnoughForAnEvent() throws IOException {
        Picture wide =
                sheet(new Images(4, 3, 30, 200), flipping(Optional.empty())).picture();
        Picture noise =
                sheet(new Images(4, 3, 64, 64), flipping(Optional.of(0.5))).picture();

        assertThat(drawn(wide).getWidth()).isEqualTo(4 * 64 + 3 * GAP);
        assertThat(drawn(wide).getHeight()).isEqualTo(4 * 10 + 3 * GAP);
        assertThat(noise.base64().length()).isLessThanOrEqualTo(Picture.LONGEST);
        assertThat(noise.width()).isBetween(4 * 32 + 3 * GAP, 4 * 48 + 3 * GAP);
    }

    @Test
    void shouldShowFewerImagesWhereThereAreFewer() {
        ImagesVaried event =
                sheet(new Images(1, 1, 2, 4), flipping(Optional.of(0.5))).event();

        assertThat(event.images()).isEqualTo(1);
        assertThat(event.picture().height()).isEqualTo(2);
    }

    /** Noise from 0 to 1. */
    private record Images(int size, int channels, int height, int width) implements Samples {
        @Override
        public int featuresPerSample() {
            return channels * height * width;
        }

        @Override
        public int labelBytes() {
            return Long.BYTES;
        }

        @Override
        public void gather(int[] indices, int from, int count, ByteBuffer features, ByteBuffer labels) {
            for (int index = from; index < from + count; index++) {
                Random random = new Random(indices[index]);
                for (int pixel = 0; pixel < featuresPerSample(); pixel++) {
                    features.putFloat(random.nextFloat());
                }
                labels.putLong(0);
            }
        }
    }
}
