package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Resumed;
import io.jenkins.trainmodel.event.TrainingEvent.Warning;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Images that take 59 MB when they are decoded, in a heap of 100 MiB, with as much outside it: batches of 11 MB, of which four to
 * train with and four to validate with leave nothing for a checkpoint.
 */
class LargeFolderIT {
    private static final List<String> SMALL_HEAP = List.of("-Xmx100m");
    /** Decoded they take 84 MB: more than the share of the small heap that is for data, were nothing else in it. */
    private static final int IMAGES = 1700;

    @TempDir
    private Path folder;

    private Path spec;

    @BeforeEach
    void write() throws IOException {
        Random random = new Random(1);
        for (int number = 0; number < IMAGES; number++) {
            boolean bright = number % 2 == 0;
            BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
            for (int pixel = 0; pixel < 64; pixel++) {
                image.setRGB(pixel % 8, pixel / 8, (bright ? 0x404040 : 0) + random.nextInt(0x808080));
            }
            Path file = folder.resolve(bright ? "data/bright" : "data/dark").resolve(number + ".png");
            Files.createDirectories(file.getParent());
            ImageIO.write(image, "png", file.toFile());
        }
        spec = Files.writeString(folder.resolve("train.yaml"), """
            data: {type: imageFolder, path: data, height: 128, width: 128}
            model: {type: mlp, hidden: [4]}
            training: {batchSize: 56, optimizer: {type: adam, learningRate: 0.0001}}
            stopWhen: [{maxEpochs: 3}]
            checkpoint: {keep: 2, everyEpochs: 1}
            reporting: {everySteps: 1}
            device: {type: cpu, threads: 1}
            """);
    }

    @Test
    void shouldTrainAndGoOnToTheSameBitsAsWhereAllOfThemFit() throws Exception {
        RunFolder whole = new RunFolder(folder.resolve("whole"));
        RunFolder killed = new RunFolder(folder.resolve("killed"));

        TrainerProcess.run("run", spec, "--out", whole.root()).exitsWith(0);
        TrainerProcess first = inSmallHeap("run", spec, "--out", killed.root());
        assertThat(killed.await(first, CheckpointSaved.class, saved -> true)).isTrue();
        first.kill();
        assertThat(killed.events(Finished.class)).isEmpty();
        inSmallHeap("run", spec, "--out", killed.root(), "--resume").await().exitsWith(0);

        assertThat(killed.events(Resumed.class)).hasSize(1);
        assertThat(warnings(killed)).anyMatch(said -> said.contains("the decoded images do not fit into memory"));
        assertThat(warnings(whole)).noneMatch(said -> said.contains("do not fit into memory"));
        killed.requireTheSameAs(whole, "killed, with images decoded in every epoch");
    }

    /** Told before anything is trained, not at the first checkpoint. */
    @Test
    void shouldRefuseBatchesThatLeaveNoRoomForTheEndOfARun() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));

        String said = inSmallHeap("run", spec, "--out", run.root(), "--set", "training.batchSize=150")
                .await()
                .exitsWith(2)
                .err();

        assertThat(said)
                .contains("there is no room outside Java's heap for batches of ", "; use a smaller batchSize")
                .doesNotContain("\tat ");
    }

    private static List<String> warnings(RunFolder run) throws IOException {
        return run.events(Warning.class).stream().map(Warning::message).toList();
    }

    private static TrainerProcess inSmallHeap(Object... arguments) throws IOException {
        return TrainerProcess.start(SMALL_HEAP, builder -> {}, arguments);
    }
}
