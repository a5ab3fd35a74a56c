package io.jenkins.trainmodel.trainer.gpu;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.run.RunRequest;
import io.jenkins.trainmodel.trainer.run.TrainingRun;
import io.jenkins.trainmodel.trainer.run.context.Interruption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Whether runs of four epochs on a device end with the same bits.
 *
 * @param again whether the same run does, done a second time
 * @param resumed whether one does that was ended after two epochs and went on from its checkpoint
 */
record Resumption(boolean again, boolean resumed) {
    private static final int EPOCHS = 4;
    private static final int STEPS = 50;

    static Resumption of(GpuSpecification specification, Path folder) throws Exception {
        specification.write(folder, STEPS);
        TrainingSpec whole = specification.read(folder, EPOCHS);
        byte[] first = run(whole, folder.resolve("whole"), false);
        byte[] second = run(whole, folder.resolve("again"), false);
        run(specification.read(folder, EPOCHS / 2), folder.resolve("resumed"), false);
        byte[] resumed = run(whole, folder.resolve("resumed"), true);
        return new Resumption(Arrays.equals(first, second), Arrays.equals(first, resumed));
    }

    private static byte[] run(TrainingSpec spec, Path out, boolean resume) throws Exception {
        new TrainingRun(new RunRequest(spec, out, resume, "", "gpu", Instant.now()), new Interruption(), List.of())
                .run();
        return Files.readAllBytes(out.resolve("model").resolve("parameters.safetensors"));
    }
}
