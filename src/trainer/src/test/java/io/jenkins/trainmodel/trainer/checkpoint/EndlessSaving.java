package io.jenkins.trainmodel.trainer.checkpoint;

import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.tensor.LearnedTensors;
import java.io.IOException;
import java.nio.file.Path;

/** A process that goes on from the newest checkpoint and saves one after the other until it is killed. */
final class EndlessSaving {
    private EndlessSaving() {}

    public static void main(String[] arguments) throws IOException {
        CheckpointStore store =
                CheckpointStore.open(new RunDirectory(Path.of(arguments[0])), CheckpointSamples.spec(2, 1));
        int epoch = store.newest().map(newest -> newest.state().epoch()).orElse(0);
        while (true) {
            epoch++;
            store.save(
                    CheckpointSamples.state(epoch, epoch % 5 * 0.1),
                    LearnedTensors.of(CheckpointSamples.parameters(epoch), CheckpointSamples.optimizer()));
            System.out.println("saved " + epoch);
        }
    }
}
