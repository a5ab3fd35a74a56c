package io.jenkins.trainmodel.trainer.optimizer;

import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.spec.LearningSpec;
import io.jenkins.trainmodel.spec.ScheduleSpec;
import io.jenkins.trainmodel.stop.Every;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/**
 * The learning rate of a run: that of its schedule by step, and where the schedule follows a metric, what its drops have left
 * of it. Not safe for use by several threads.
 */
public final class LearningRate {
    private final Schedule schedule;
    private final int warmup;
    private final long before;
    private final long moved;
    private final double highest;
    private final Optional<ScheduleSpec.Plateau> plateau;
    private Optional<PlateauDrops> drops;
    private final Optional<Following> own;

    private LearningRate(
            Schedule schedule,
            int warmup,
            long before,
            long moved,
            double highest,
            Optional<ScheduleSpec.Plateau> plateau,
            Optional<PlateauDrops> drops,
            Optional<Following> own) {
        this.schedule = schedule;
        this.warmup = warmup;
        this.before = before;
        this.moved = moved;
        this.highest = highest;
        this.plateau = plateau;
        this.drops = drops;
        this.own = own;
    }

    /**
     * The learning rate of a specification.
     *
     * @param plannedSteps of this run, where a rule bounds them
     * @param stepsBefore steps of another run from which the schedule goes on; what decays over the run's length decays
     *     over both (docs/adr/0026)
     * @param saved what {@link #state} gave before; empty where the run begins. Of another type of schedule nothing is taken
     * @param own finds a schedule that is not the trainer's, with what it has saved
     * @throws IllegalArgumentException if the schedule decays over the run's length and nothing bounds it, or what was
     *     saved is damaged
     */
    public static LearningRate of(
            LearningSpec training,
            long stepsPerEpoch,
            OptionalLong plannedSteps,
            long stepsBefore,
            Map<String, String> saved,
            BiFunction<PartSpec, Map<String, String>, Following> own) {
        double highest = training.optimizer().learningRate();
        OptionalLong whole = plannedSteps.isPresent()
                ? OptionalLong.of(Math.addExact(plannedSteps.getAsLong(), stepsBefore))
                : plannedSteps;
        Optional<Following> following = training.schedule() instanceof ScheduleSpec.Custom custom
                ? Optional.of(own.apply(custom.part(), SavedSchedule.remembered(SavedSchedule.OWN, saved)))
                : Optional.empty();
        Schedule schedule = following
                .map(found -> Schedule.of(training.schedule(), highest, step -> found.factor(step, stepsPerEpoch)))
                .orElseGet(() -> Schedule.of(training.schedule(), highest, stepsPerEpoch, whole));
        Optional<ScheduleSpec.Plateau> plateau = Optional.of(training.schedule())
                .filter(ScheduleSpec.Plateau.class::isInstance)
                .map(ScheduleSpec.Plateau.class::cast);
        Map<String, String> dropped = SavedSchedule.remembered(SavedSchedule.PLATEAU, saved);
        Optional<PlateauDrops> drops = plateau.map(wanted -> dropped.isEmpty()
                ? PlateauDrops.begin(wanted)
                : PlateauDrops.ofMap(dropped).under(wanted));
        int warmup = training.schedule().warmupSteps();
        return new LearningRate(schedule, warmup, stepsBefore, 0, highest, plateau, drops, following);
    }

    /**
     * The same at another place of what decays. Epochs that were trained with another batch size have had other steps than
     * those ahead, and a schedule may decay over epochs (docs/adr/0014). A warm-up is one of steps, and is had once.
     *
     * @param steps by which a step of the run lies further on in the schedule; below 0: further back
     */
    public LearningRate movedBy(long steps) {
        return new LearningRate(schedule, warmup, before, moved + steps, highest, plateau, drops, own);
    }

    /**
     * The learning rate of a step.
     *
     * @param step the optimizer step of this run, counted from 1
     */
    public double at(long step) {
        long done = before + step;
        long place = done <= warmup ? done : Math.max(warmup + 1L, done + moved);
        return schedule.learningRate(place) * drops.map(PlateauDrops::scale).orElse(1.0);
    }

    /** A learning rate that has dropped: the highest of the schedule before and after. */
    public record Drop(double from, double to) {}

    /** Shows a schedule that follows a metric what was measured; tells whether the learning rate drops. */
    public Optional<Drop> observe(Observation observation) {
        if (observation.epochEnd()) {
            own.ifPresent(schedule -> schedule.observe(observation));
        }
        if (plateau.isEmpty() || !looksAt(observation, plateau.get())) {
            return Optional.empty();
        }
        PlateauDrops before = drops.orElseThrow();
        PlateauDrops after = before.after(observation.metrics().get(before.metric()), plateau.get(), highest);
        drops = Optional.of(after);
        return after.scale() < before.scale()
                ? Optional.of(new Drop(highest * before.scale(), highest * after.scale()))
                : Optional.empty();
    }

    private static boolean looksAt(Observation observation, ScheduleSpec.Plateau schedule) {
        boolean moment = observation.epochEnd() || schedule.every() == Every.VALIDATION;
        return moment && observation.metric(schedule.metric()).isPresent();
    }

    /** What must be saved for an exact resume; nothing where the schedule is one of steps alone. */
    public Map<String, String> state() {
        return own.map(following -> SavedSchedule.of(SavedSchedule.OWN, following.state()))
                .or(() -> drops.map(remembered -> SavedSchedule.of(SavedSchedule.PLATEAU, remembered.toMap())))
                .orElse(Map.of());
    }
}
