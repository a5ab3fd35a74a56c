package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.TrainingEvent.ImagesVaried;
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

/** Images that are varied while they train. */
class AugmentationIT {
    @TempDir
    private Path folder;

    private Path spec;

    /** Pictures whose upper or lower half is bright, of the class of that name. */
    @BeforeEach
    void write() throws IOException {
        Random random = new Random(1);
        for (int number = 0; number < 40; number++) {
            boolean up = number % 2 == 0;
            BufferedImage image = new BufferedImage(12, 12, BufferedImage.TYPE_BYTE_GRAY);
            for (int pixel = 0; pixel < 144; pixel++) {
                boolean bright = pixel < 72 == up;
                image.getRaster().setSample(pixel % 12, pixel / 12, 0, (bright ? 150 : 0) + random.nextInt(100));
            }
            Path file = folder.resolve(up ? "data/up" : "data/down").resolve(number + ".png");
            Files.createDirectories(file.getParent());
            ImageIO.write(image, "png", file.toFile());
        }
        spec = Files.writeString(folder.resolve("train.yaml"), """
            name: halves
            data:
              type: imageFolder
              path: data
              height: 12
              width: 12
              augment:
                crop: {padding: 1}
                flip: horizontal
                rotate: 10
                color: {brightness: 0.2, contrast: 0.2, saturation: 0.2}
                mixup: 0.2
            model: {type: mlp, hidden: [8]}
            training: {batchSize: 8, accumulate: 2, optimizer: {type: adam, learningRate: 0.01}}
            stopWhen: [{maxEpochs: 30}]
            checkpoint: {keep: 2, everyEpochs: 10}
            reporting: {everySteps: 1}
            device: {type: cpu, threads: 1}
            """);
    }

    @Test
    void shouldGoOnWithTheVeryImagesThatComeNext() throws Exception {
        RunFolder whole = new RunFolder(folder.resolve("whole"));
        RunFolder killed = new RunFolder(folder.resolve("killed"));
        RunFolder onOneCore = new RunFolder(folder.resolve("one"));

        CommandHere.run("run", spec, "--out", whole.root()).exitsWith(0);
        killed.trainAndKill(spec);
        assertThat(killed.events(Finished.class)).isEmpty();
        CommandHere.run("run", spec, "--out", killed.root(), "--resume").exitsWith(0);
        TrainerProcess.start(
                        List.of("-XX:ActiveProcessorCount=1"), builder -> {}, "run", spec, "--out", onOneCore.root())
                .await()
                .exitsWith(0);

        killed.requireTheSameAs(whole, "killed behind its first checkpoint");
        onOneCore.requireTheSameAs(whole, "made on a single core");
        ImagesVaried shown = whole.events(ImagesVaried.class).get(0);
        assertThat(shown.picture().width()).isEqualTo(4 * 12 + 9);
        assertThat(killed.events(ImagesVaried.class)).as("told once").containsExactly(shown);
        assertThat(Files.readString(whole.names().reportHtml()))
                .contains(shown.picture().base64());
        assertThat(whole.finished().metrics().get("validation/accuracy")).isEqualTo(1);
        CommandHere.run("verify", whole.root()).exitsWith(0);
        requireDrawnBefore(shown);
    }

    private void requireDrawnBefore(ImagesVaried shown) throws IOException {
        Path file = folder.resolve("images.png");

        String said =
                CommandHere.run("check", spec, "--images", file).exitsWith(0).out();

        assertThat(said).contains(file + " shows training images as they were read");
        assertThat(Files.readAllBytes(file)).isEqualTo(shown.picture().png());
    }
}
