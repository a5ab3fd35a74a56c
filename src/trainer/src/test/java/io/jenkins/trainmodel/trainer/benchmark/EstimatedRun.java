package io.jenkins.trainmodel.trainer.benchmark;

import io.jenkins.trainmodel.check.Estimate;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.estimate.Estimator;
import io.jenkins.trainmodel.trainer.estimate.Team;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.Learners;
import io.jenkins.trainmodel.trainer.run.RunRequest;
import io.jenkins.trainmodel.trainer.run.TrainingRun;
import io.jenkins.trainmodel.trainer.run.context.Interruption;
import io.jenkins.trainmodel.trainer.run.verify.Inputs;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A run that is estimated first and then done: what was said of it, and what it took. */
record EstimatedRun(double estimatedSeconds, double seconds, long estimatedBytes, long bytes) {
    private static final int SAMPLES = 6_400;

    static EstimatedRun in(Path folder) throws Exception {
        SyntheticImages.of(SAMPLES, 1).write(folder, "train");
        TrainingSpec spec = new SpecReader().read("estimated.yaml", specification(), folder, List.of());
        Estimate estimate = estimate(spec, folder);
        long start = System.nanoTime();
        Path run = folder.resolve("run");
        new TrainingRun(new RunRequest(spec, run, false, "", "benchmark", Instant.now()), new Interruption(), List.of())
                .run();
        return new EstimatedRun(
                estimate.total().orElseThrow().seconds(),
                (System.nanoTime() - start) / 1e9,
                estimate.disk().total(),
                sizeOf(run));
    }

    private static Estimate estimate(TrainingSpec spec, Path folder) throws IOException {
        long start = System.nanoTime();
        Inputs inputs = Inputs.load(spec, new RunListener() {});
        try (Learner learner =
                Learners.create(spec, inputs.data(), inputs.engine().device())) {
            return new Estimator(spec, inputs.data(), inputs.engine(), Team.of(learner)).estimate(start, folder);
        }
    }

    private static long sizeOf(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static String specification() {
        return """
                name: estimated
                seed: 1
                data: {type: idx, images: train-images, labels: train-labels, validation: 0.1}
                model: {type: mlp, hidden: [256, 128]}
                training: {batchSize: 64, optimizer: {type: adamw, learningRate: 0.001}}
                stopWhen: [{maxEpochs: 60}]
                device: {type: cpu, threads: 1}
                """;
    }
}
