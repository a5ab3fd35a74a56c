package io.jenkins.trainmodel.trainer.run.desk;

import io.jenkins.trainmodel.spec.ScheduleSpec;
import io.jenkins.trainmodel.spec.SpecChanges;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.run.beginning.Inheritance;
import io.jenkins.trainmodel.trainer.run.beginning.Resumption;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Says that a changed specification takes the run on at quite another learning rate. A schedule that decays over the run is
 * one of its whole length, so with more epochs it is higher at the same step (docs/adr/0014).
 */
public final class LearningRateJump {
    public static final String CODE = "learningRate";

    /** By how much a change may move the learning rate without a word, as a factor. */
    private static final double UNSAID = 1.5;

    private static final String CHANGED_BY_NAME = "training.optimizer.learningRate";

    private LearningRateJump() {}

    /** A warning for people where a run is resumed with another specification than it had. */
    public static Optional<String> onResume(RunContext run, Resumption resumption) {
        Map<String, String> saved = resumption
                .beginning()
                .checkpoint()
                .map(checkpoint -> Inheritance.of(checkpoint.state()).learningRate())
                .orElse(Map.of());
        return resumption
                .before()
                .filter(before -> !isOfOtherCode(before, resumption))
                .flatMap(before -> words(run, run.learningRate(before, saved).at(nextStep(run)), resumption.changes()));
    }

    /** A schedule of a user's own in another run may be one of another jar: neither it nor its bytes are asked. */
    private static boolean isOfOtherCode(TrainingSpec before, Resumption resumption) {
        return resumption.beginning().restarted().isPresent()
                && before.training().schedule() instanceof ScheduleSpec.Custom;
    }

    /** A warning for people where the specification has changed while the run trains. */
    static Optional<String> words(RunContext run, double before, List<SpecChanges.Change> changes) {
        double after = run.learningRate().at(nextStep(run));
        boolean meant = changes.stream().anyMatch(change -> change.key().equals(CHANGED_BY_NAME));
        boolean jumps = Math.max(after, before) > UNSAID * Math.min(after, before);
        return changes.isEmpty() || meant || !jumps || run.state().step() == 0
                ? Optional.empty()
                : Optional.of(sentence(before, after, nextStep(run)));
    }

    private static String sentence(double before, double after, long step) {
        return String.format(
                Locale.ROOT,
                "by what was changed the learning rate of step %d is %.3g, and was to be %.3g: the schedule is one of the"
                        + " whole run, whose length has changed. If that is not meant, give the schedule epochs of its own",
                step,
                after,
                before);
    }

    static long nextStep(RunContext run) {
        return run.state().step() + 1;
    }
}
