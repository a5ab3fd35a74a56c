package io.jenkins.trainmodel.trainer.benchmark;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.trainer.run.RunRequest;
import io.jenkins.trainmodel.trainer.run.TrainingRun;
import io.jenkins.trainmodel.trainer.run.context.Interruption;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import oshi.SystemInfo;
import oshi.software.os.OperatingSystem;

/** A long run, watched for its resident memory at every reading. */
final class SteadyRun implements RunListener {
    static final int STEPS = 20_000;
    private static final int SAMPLES = 6_400;

    private final OperatingSystem system = new SystemInfo().getOperatingSystem();
    private final List<Double> resident = new ArrayList<>();

    /** Trains all steps and returns resident bytes at every reading, in order. */
    List<Double> run(Path folder) throws Exception {
        SyntheticImages.of(SAMPLES, 1).write(folder, "train");
        RunRequest request = new RunRequest(
                new SpecReader().read("steady.yaml", specification(), folder, List.of()),
                folder.resolve("run"),
                false,
                "",
                "benchmark",
                Instant.now());
        new TrainingRun(request, new Interruption(), List.of(this)).run();
        return resident;
    }

    private static String specification() {
        return """
                name: steady
                seed: 1
                data: {type: idx, images: train-images, labels: train-labels, validation: 0.1}
                model: {type: mlp, hidden: [256, 128], dropout: 0.1}
                training:
                  batchSize: 64
                  optimizer: {type: adamw, learningRate: 0.001}
                  gradientClip: 1.0
                stopWhen:
                  - maxSteps: %d
                checkpoint: {everyEpochs: 10}
                device: {type: cpu, threads: 1}
                """.formatted(STEPS);
    }

    @Override
    public void event(EventRecord entry) {
        if (entry.event() instanceof TrainingEvent.Step) {
            resident.add((double) system.getCurrentProcess().getResidentMemory());
        }
    }
}
