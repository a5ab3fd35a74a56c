package io.jenkins.trainmodel.trainer.checkpoint;

import static io.jenkins.trainmodel.disk.Listing.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KilledSavingTest {
    private static final int ROUNDS = 4;

    @TempDir
    Path folder;

    @Test
    void shouldLoseNoFinishedCheckpointWheneverItsProcessIsKilled() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            int finished = saveAndKill(random.nextInt(60));

            CheckpointStore store = CheckpointStore.open(new RunDirectory(folder), CheckpointSamples.spec(2, 1));

            assertThat(store.problems()).as("seed %d", seed).isEmpty();
            Checkpoint newest = store.newest().orElseThrow();
            assertThat(newest.state().epoch()).as("seed %d", seed).isGreaterThanOrEqualTo(finished);
            assertThat(firstWeight(newest))
                    .as("seed %d", seed)
                    .isEqualTo(newest.state().epoch());
            assertThat(names(new RunDirectory(folder).checkpoints()))
                    .as("seed %d", seed)
                    .allMatch(name -> name.matches("\\d{6}"));
        }
    }

    /** Returns the last epoch that the process said was saved. */
    private int saveAndKill(int milliseconds) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessSaving.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            int finished = epoch(output.readLine());
            TimeUnit.MILLISECONDS.sleep(milliseconds);
            // by its handle: destroying the process itself would close the output that is still to be read
            process.toHandle().destroyForcibly();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                finished = epoch(line);
            }
            process.waitFor();
            return finished;
        }
    }

    private static int epoch(String line) {
        return Integer.parseInt(line.replace("saved ", ""));
    }

    private static float firstWeight(Checkpoint checkpoint) throws IOException {
        for (NamedTensor tensor : checkpoint.parameters()) {
            if (tensor.name().equals("hidden.weight")) {
                return tensor.data().getFloat(0);
            }
        }
        throw new AssertionError("hidden.weight is missing");
    }
}
