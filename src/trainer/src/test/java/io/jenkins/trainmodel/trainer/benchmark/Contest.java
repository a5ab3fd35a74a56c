package io.jenkins.trainmodel.trainer.benchmark;

import ai.djl.nn.Block;
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
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Three loops take turns of 50 optimizer steps in one process and on one thread: after each reading of our run, DJL's two
 * train as many steps before it goes on. So whatever slows the machine slows all three.
 *
 * @param model as a specification names it
 * @param turns turns in an epoch of our run
 * @param rounds epochs that are counted
 * @param warmup epochs before them
 */
record Contest(String model, Supplier<Block> block, int turns, int rounds, int warmup) {
    static final int BATCH_SIZE = 64;
    /**
     * So small that no network learns the random labels by heart: then gradients would vanish, and Adam's mean of their
     * squares would fall below the normal range of float32, where a processor is many times slower.
     */
    static final float LEARNING_RATE = 1e-5f;

    static final int STEPS_PER_TURN = 50;
    private static final int SAMPLES_PER_TURN = STEPS_PER_TURN * BATCH_SIZE;
    private static final int VALIDATION_SAMPLES = 64;

    /** Time per epoch of one round. */
    record Round(Time ours, Time bare, Time easyTrain) {}

    int samples() {
        return turns * SAMPLES_PER_TURN;
    }

    List<Round> run(Path folder) throws Exception {
        List<SyntheticImages> parts = IntStream.range(0, turns)
                .mapToObj(turn -> SyntheticImages.of(SAMPLES_PER_TURN, turn))
                .toList();
        SyntheticImages.join(parts).write(folder, "train");
        SyntheticImages.of(VALIDATION_SAMPLES, turns).write(folder, "validation");
        try (DjlLoop bare = DjlLoop.bare(block.get(), parts, BATCH_SIZE);
                DjlLoop easyTrain = DjlLoop.easyTrain(block.get(), parts, BATCH_SIZE)) {
            TakingTurns listener = new TakingTurns(bare, easyTrain);
            RunRequest request = new RunRequest(
                    new SpecReader().read("benchmark.yaml", specification(), folder, List.of()),
                    folder.resolve("run"),
                    false,
                    "",
                    "benchmark",
                    Instant.now());
            new TrainingRun(request, new Interruption(), List.of(listener)).run();
            return listener.rounds.subList(warmup, warmup + rounds);
        }
    }

    private String specification() {
        return """
                name: benchmark
                seed: 1
                data:
                  type: idx
                  images: train-images
                  labels: train-labels
                  validationImages: validation-images
                  validationLabels: validation-labels
                model: %s
                training:
                  batchSize: %d
                  optimizer: {type: adam, learningRate: %s}
                stopWhen:
                  - maxEpochs: %d
                checkpoint: {everyEpochs: 1}
                reporting: {everySteps: %d}
                device: {type: cpu, threads: 1}
                """.formatted(model, BATCH_SIZE, LEARNING_RATE, warmup + rounds + 1, STEPS_PER_TURN);
    }

    /**
     * Measures ours from the end of the others' turn to the begin of their next one, with readings, events, checkpoint and
     * all else in between, but without the validation, which the others do not do.
     */
    private static final class TakingTurns implements RunListener {
        private final DjlLoop bare;
        private final DjlLoop easyTrain;
        private final List<Round> rounds = new ArrayList<>();
        private Round round = new Round(Time.NONE, Time.NONE, Time.NONE);
        private Time begin = Time.now();

        TakingTurns(DjlLoop bare, DjlLoop easyTrain) {
            this.bare = bare;
            this.easyTrain = easyTrain;
        }

        @Override
        public void event(EventRecord entry) {
            if (entry.event() instanceof TrainingEvent.Step) {
                letOthersTrain();
            } else if (entry.event() instanceof TrainingEvent.Epoch epoch) {
                closeRound(epoch.phases().getOrDefault("validation", 0.0));
            }
        }

        private void letOthersTrain() {
            Time ours = Time.since(begin);
            round = new Round(
                    round.ours().plus(ours),
                    round.bare().plus(time(bare)),
                    round.easyTrain().plus(time(easyTrain)));
            begin = Time.now();
        }

        /** What follows the epoch, such as its checkpoint, counts for the next round. */
        private void closeRound(double validation) {
            Time ours = round.ours().plus(Time.since(begin)).minus(validation);
            rounds.add(new Round(ours, round.bare(), round.easyTrain()));
            round = new Round(Time.NONE, Time.NONE, Time.NONE);
            begin = Time.now();
        }

        private static Time time(DjlLoop loop) {
            Time start = Time.now();
            try {
                loop.takeTurn();
            } catch (Exception e) {
                throw new IllegalStateException("DJL's loop failed", e);
            }
            return Time.since(start);
        }
    }
}
