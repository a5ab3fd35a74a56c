package io.jenkins.trainmodel.trainer.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.check.Timing;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.source.Datasets;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.learner.Learners;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
    private static final int TOKENS = 150;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeTexts() throws Exception {
        Files.writeString(folder.resolve("text.txt"), "the cold wind turns over the field\n".repeat(20));
    }

    private TrainingSpec spec(String samples) throws Exception {
        return new SpecReader().read("lines.yaml", """
                data: {type: text, path: text.txt, validationPath: text.txt, context: 8}
                model: {type: gpt, layers: 1, heads: 1, width: 8}
                training: {batchSize: 8}
                stopWhen: [{maxEpochs: 1}]
                reporting: {tensorboard: false, samples: %s, sampleTokens: %d}
                """.formatted(samples, TOKENS), folder, List.of());
    }

    private TrainingSpec imageSpec(boolean shown) throws Exception {
        for (int number = 0; number < 6; number++) {
            BufferedImage image = new BufferedImage(6, 6, BufferedImage.TYPE_BYTE_GRAY);
            image.getRaster().setSample(number, 0, 0, 255);
            Path file = folder.resolve(number % 2 == 0 ? "images/even" : "images/odd")
                    .resolve(number + ".png");
            Files.createDirectories(file.getParent());
            ImageIO.write(image, "png", file.toFile());
        }
        return new SpecReader().read("images.yaml", """
                data: {type: imageFolder, path: images, height: 6, width: 6, augment: {flip: horizontal}}
                model: {type: mlp, hidden: [4]}
                training: {batchSize: 2}
                stopWhen: [{maxEpochs: 1}]
                reporting: {tensorboard: false, images: %s}
                """.formatted(shown), folder, List.of());
    }

    private long bytesOfImages(TrainingSpec spec) throws Exception {
        LoadedData data = load(spec);
        try (Learner learner = Learners.create(
                        LearnerSettings.of(spec, data), TestEngine.load().device());
                Rehearsal rehearsal = new Rehearsal(spec, data, learner, Optional.empty(), folder)) {
            rehearsal.showImages();
            return rehearsal.log().bytes();
        }
    }

    private static LoadedData load(TrainingSpec spec) throws Exception {
        return new Datasets(TestEngine.libraries(), LoadProgress.NONE).load(spec.data(), spec.seed(), Optional.empty());
    }

    private record Cost(Timing timing, long bytes) {}

    private Cost ofSamples(TrainingSpec spec) throws Exception {
        LoadedData data = load(spec);
        try (Learner learner = Learners.create(
                        LearnerSettings.of(spec, data), TestEngine.load().device());
                Rehearsal rehearsal = new Rehearsal(spec, data, learner, Optional.empty(), folder)) {
            long before = rehearsal.log().bytes();
            Timing timing = rehearsal.samples(1);
            return new Cost(timing, rehearsal.log().bytes() - before);
        }
    }

    /** A token of an untrained model is a byte, most often, or the end of the text one time in 257. */
    @Test
    void shouldCountWhatAModelMakesOfItsPrompts() throws Exception {
        Cost one = ofSamples(spec("['the wind']"));
        Cost six = ofSamples(spec("['a', 'b', 'c', 'd', 'e', 'f']"));

        assertThat(one.timing().seconds()).isPositive();
        assertThat(six.bytes()).isGreaterThan(one.bytes()).isGreaterThan(TOKENS);
    }

    @Test
    void shouldCountNothingWhereNobodyWantsToRead() throws Exception {
        Cost none = ofSamples(spec("[]"));

        assertThat(none.timing().seconds()).isZero();
        assertThat(none.bytes()).isZero();
    }

    /** A picture of four rows of four images, in a log of one event. */
    @Test
    void shouldCountTheImagesThatARunShows() throws Exception {
        assertThat(bytesOfImages(imageSpec(true))).isGreaterThan(200);
        assertThat(bytesOfImages(imageSpec(false))).isZero();
    }
}
