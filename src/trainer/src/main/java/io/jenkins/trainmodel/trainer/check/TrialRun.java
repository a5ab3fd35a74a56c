package io.jenkins.trainmodel.trainer.check;

import io.jenkins.trainmodel.check.Estimate;
import io.jenkins.trainmodel.check.EstimateWords;
import io.jenkins.trainmodel.check.Subject;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.trainer.batchsize.BatchSizeChoice;
import io.jenkins.trainmodel.trainer.estimate.Estimator;
import io.jenkins.trainmodel.trainer.estimate.Team;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.words.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trials that need a learner: a step, its metrics, a checkpoint, the estimate and the room for it. */
final class TrialRun implements AutoCloseable {
    private final Trial trial;
    private final Attempts attempts;
    private final Path disk;
    private Optional<Learner> learner;
    private final Optional<Map<String, Double>> trained;

    TrialRun(Trial given, Attempts attempts, Path disk) {
        this.attempts = attempts;
        this.disk = disk;
        Learner[] made = new Learner[1];
        Trial[] sized = {given};
        List<String> findings = new ArrayList<>();
        trained = attempts.attempt(
                Subject.STEP,
                () -> {
                    Optional<BatchSizeChoice> found = given.batchSize();
                    findings.addAll(given.beginning());
                    found.ifPresent(choice -> findings.add("training.batchSize: " + choice.words()));
                    sized[0] = given.sized(found);
                    sized[0].tightRoom().ifPresent(findings::add);
                    made[0] = sized[0].learner();
                    Map<String, Double> metrics = sized[0].step(made[0]);
                    findings.addAll(sized[0].doubts(made[0]));
                    return metrics;
                },
                metrics -> {
                    findings.add(
                            0, "forward, backward and update; the loss is " + Quantity.number(metrics.get("loss")));
                    return findings;
                });
        trial = sized[0];
        learner = Optional.ofNullable(made[0]);
    }

    /** Tries the rest. */
    Optional<Estimate> estimate(double preparingSeconds) {
        if (trained.isEmpty()) {
            for (Subject subject : List.of(Subject.METRICS, Subject.CHECKPOINT, Subject.ESTIMATE, Subject.DISK)) {
                attempts.skip(subject, "needs a step");
            }
            return Optional.empty();
        }
        Learner stepped = learner.orElseThrow();
        attempts.attempt(
                Subject.METRICS,
                () -> trial.requireMetrics(trained.get(), trial.validation(stepped)),
                needed -> List.of(needed.sentence()));
        attempts.attempt(
                Subject.CHECKPOINT,
                () -> new CheckpointTrial(trial.spec(), trial.data(), stepped, disk).bytes(),
                bytes -> List.of(Quantity.bytes(bytes) + " were written and read back equal"));
        return measured(stepped, preparingSeconds);
    }

    private Optional<Estimate> measured(Learner stepped, double preparingSeconds) {
        Optional<Estimate> estimate = attempts.attempt(
                Subject.ESTIMATE,
                () -> estimate(stepped, preparingSeconds),
                known -> List.of(EstimateWords.total(Audience.RECORD, known)));
        if (estimate.isPresent()) {
            attempts.attempt(Subject.DISK, () -> room(estimate.get()), List::of);
        } else {
            attempts.skip(Subject.DISK, "needs the estimate");
        }
        return estimate;
    }

    /** Where several processes train, the learner that has tried a step makes room for the one that leads them. */
    private Estimate estimate(Learner stepped, double preparingSeconds) throws IOException {
        if (trial.spec().device().replicaCount() == 1) {
            return estimate(Team.of(stepped), preparingSeconds);
        }
        close();
        learner = Optional.empty();
        try (Team team = trial.team()) {
            return estimate(team, preparingSeconds);
        }
    }

    private Estimate estimate(Team team, double preparingSeconds) throws IOException {
        return new Estimator(trial.spec(), trial.data(), trial.engine(), team)
                .estimate(System.nanoTime() - Math.round(1e9 * preparingSeconds), disk);
    }

    private String room(Estimate estimate) throws IOException, Attempts.RefusedException {
        long free = Files.getFileStore(disk).getUsableSpace();
        long needed = estimate.disk().room();
        if (free < needed) {
            throw new Attempts.RefusedException(List.of(
                    "the run needs about %s in %s, of it %s for checkpoints, and %s are free there: make room, or lower checkpoint.keep and checkpoint.keepBest"
                            .formatted(
                                    Quantity.bytes(needed),
                                    disk,
                                    Quantity.bytes(estimate.disk().checkpoints()),
                                    Quantity.bytes(free))));
        }
        return "about %s are needed, and %s are free".formatted(Quantity.bytes(needed), Quantity.bytes(free));
    }

    @Override
    public void close() {
        learner.ifPresent(Learner::close);
    }
}
