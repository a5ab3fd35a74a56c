package io.jenkins.trainmodel.trainer.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.batch.BatchBuffers;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.image.ImageData;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Photographs of a folder as batches of 224 × 224 pixels: decoded anew on one thread, decoded anew on all cores, and from
 * memory. The three take turns. See docs/benchmarks.md.
 */
class ImageDecodingBenchmark {
    private static final int IMAGES = 256;
    private static final int BATCH = 32;
    private static final int ROUNDS = 9;
    private static final int SIDE = 224;
    private static final long ROOM_FOR_ALL = 256 << 20;
    private static final long ROOM_FOR_NONE = 1 << 20;

    @TempDir
    private Path folder;

    /** Seconds that an epoch took to be filled. */
    private record Round(double oneThread, double allCores, double memory) {}

    @Test
    void shouldDecodeFasterOnAllCoresAndNotAtAllFromMemory() throws IOException {
        write();
        Samples decoded = load(ROOM_FOR_NONE).train();
        Samples kept = load(ROOM_FOR_ALL).train();
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            rounds.add(new Round(epoch(new OnOneThread(decoded)), epoch(decoded), epoch(kept)));
        }
        List<Round> warm = rounds.subList(1, rounds.size());
        double cores = Median.of(warm, round -> round.oneThread() / round.allCores());
        double memory = Median.of(warm, round -> round.allCores() / round.memory());
        int images = decoded.size();
        System.out.printf(
                Locale.ROOT,
                "%nImages of 640×480 as %d×%d: %.0f images/s decoded on one thread, %.0f on %d cores, %.0f from memory;"
                        + " all cores / one thread %.2f, memory / all cores %.1f%n",
                SIDE,
                SIDE,
                images / Median.of(warm, Round::oneThread),
                images / Median.of(warm, Round::allCores),
                Runtime.getRuntime().availableProcessors(),
                images / Median.of(warm, Round::memory),
                cores,
                memory);
        assertThat(memory).isGreaterThan(3);
        if (Runtime.getRuntime().availableProcessors() > 1) {
            assertThat(cores).isGreaterThan(1.2);
        }
    }

    private LoadedData load(long room) {
        DataSpec.ImageFolder spec = new DataSpec.ImageFolder(
                folder, SIDE, SIDE, false, 0.1, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return new ImageData(spec, LoadProgress.NONE, new MemoryBudget(room)).load(1, Optional.empty());
    }

    /** Fills the batches of an epoch, ahead as a training does, for somebody who does nothing with them. */
    private static double epoch(Samples samples) {
        BatchBuffers buffers = new BatchBuffers(samples, BATCH, 4);
        Time begin = Time.now();
        try (BatchLoader loader = new BatchLoader(samples, buffers, samples.order(1, 1), 0)) {
            loader.forEachRemaining(Batch::close);
        }
        return Time.since(begin).wall();
    }

    /** Pictures with areas and edges, as many bytes a pixel as photographs have. */
    private void write() throws IOException {
        Random random = new Random(1);
        for (int number = 0; number < IMAGES; number++) {
            BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
            Graphics2D canvas = image.createGraphics();
            for (int area = 0; area < 60; area++) {
                int x = random.nextInt(640);
                int y = random.nextInt(480);
                canvas.setPaint(
                        new GradientPaint(x, y, colour(random), x + 1 + random.nextInt(300), y, colour(random)));
                canvas.fillOval(x - 100, y - 80, 20 + random.nextInt(240), 20 + random.nextInt(200));
            }
            canvas.dispose();
            Path file = folder.resolve(number % 2 == 0 ? "even" : "odd").resolve(number + ".jpg");
            Files.createDirectories(file.getParent());
            ImageIO.write(image, "jpeg", file.toFile());
        }
    }

    private static Color colour(Random random) {
        return new Color(random.nextInt(1 << 24));
    }

    /** The same samples, filled by the thread that asks for them alone. */
    private record OnOneThread(Samples samples) implements Samples {
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
        public void gather(int[] indices, int from, int count, ByteBuffer features, ByteBuffer labels) {
            samples.gather(indices, from, count, features, labels);
        }
    }
}
