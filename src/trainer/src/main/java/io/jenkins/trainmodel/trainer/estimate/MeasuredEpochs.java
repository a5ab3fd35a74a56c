package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.check.Timing;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.estimate.Rehearsal.Saves;
import io.jenkins.trainmodel.trainer.run.progress.PhaseClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long an epoch takes with all that belongs to it. Short ones are done as a whole, since what is written at the end of one
 * gets into the way of the next; a long one is put together from what it consists of. Confined to one thread.
 *
 * @param stepsPerEpoch optimizer steps; the last one may have fewer batches
 * @param samples of an epoch
 */
record MeasuredEpochs(
        TrainingSpec spec,
        Rehearsal rehearsal,
        MeasuredSteps steps,
        MeasuredValidation validation,
        double stepsPerEpoch,
        long samples) {
    /** The first steps run slower: code is compiled, memory is asked for, and ways to wait are tried. */
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(3);
    private static final Duration STEPS = Duration.ofSeconds(4);
    private static final Duration ENDS = Duration.ofSeconds(2);
    private static final int MOST_ENDS = 8;
    /** Memory grows over the first checkpoints that are written beside the training. */
    private static final int MOST_BESIDE = 4;
    /** Some of these are done within {@link #EPOCHS}. */
    private static final double SHORT_SECONDS = 1;

    private static final Duration EPOCHS = Duration.ofSeconds(6);
    private static final int LEAST_EPOCHS = 3;

    /**
     * @param saving seconds until a checkpoint is on the disk
     * @param phases of an epoch that are known: seconds by phase
     * @param filling seconds in which the batches of an epoch are filled
     */
    record Measured(Timing step, Timing epoch, double saving, Map<String, Double> phases, double filling) {}

    Measured measure() throws IOException {
        steps.warmUp(WARM_UP, LONGEST_WARM_UP);
        double guess = steps.take().seconds() * stepsPerEpoch;
        rehearsal.spent().begin();
        validation.measure();
        Timing samples = rehearsal.samples(steps.step());
        boolean within = spec.training().validateEverySteps().isPresent();
        double whole = guess + validation.timing().seconds() + samples.seconds();
        return !within && whole < SHORT_SECONDS ? ofWholeEpochs() : ofParts(samples);
    }

    private Measured ofWholeEpochs() throws IOException {
        wholeEpoch();
        steps.take();
        rehearsal.spent().begin();
        List<Double> seconds = new ArrayList<>();
        long end = System.nanoTime() + EPOCHS.toNanos();
        while (seconds.size() < LEAST_EPOCHS || System.nanoTime() < end) {
            long begin = System.nanoTime();
            wholeEpoch();
            seconds.add((System.nanoTime() - begin) / 1e9);
        }
        double saving = rehearsal.spent().seconds(PhaseClock.CHECKPOINT) / seconds.size();
        Timing step = steps.take();
        Timing epoch = Timing.of(seconds);
        Map<String, Double> phases = phases(validation.timing().seconds(), saving);
        rehearsal.checkpoints().await();
        long begin = System.nanoTime();
        rehearsal.epochEnd(validation.metrics(), steps.step(), Saves.WAITING);
        return new Measured(step, epoch, (System.nanoTime() - begin) / 1e9, phases, filling());
    }

    private void wholeEpoch() throws IOException {
        steps.trainEpoch();
        validation.measure();
        rehearsal.samples(steps.step());
        boolean turn = (rehearsal.epochs() + 1) % spec.checkpoint().everyEpochs() == 0;
        rehearsal.epochEnd(validation.metrics(), steps.step(), turn ? Saves.BESIDE : Saves.NOTHING);
    }

    private Measured ofParts(Timing samples) throws IOException {
        steps.trainFor(STEPS);
        Timing step = steps.take();
        validation.measure();
        Timing end = ends(Saves.NOTHING, MOST_ENDS);
        Saving saving = saving(end);
        ends(Saves.BESIDE, MOST_BESIDE);
        double validations = 1
                + spec.training()
                        .validateEverySteps()
                        .map(every -> Math.floor(stepsPerEpoch / every))
                        .orElse(0.0);
        Timing training = step.times(stepsPerEpoch)
                .plus(validation.timing().times(validations))
                .plus(samples)
                .plus(end);
        int between = spec.checkpoint().everyEpochs();
        Timing share = saving.after(training.seconds() * between).times(1.0 / between);
        return new Measured(
                step,
                training.plus(share),
                saving.seconds(),
                phases(validation.timing().seconds() * validations, share.seconds()),
                filling());
    }

    /** Of an epoch: what steps have spent, as often as an epoch has their samples, and what comes besides. */
    private Map<String, Double> phases(double validating, double saving) {
        Map<String, Double> phases = new LinkedHashMap<>();
        rehearsal.spent().all().forEach((phase, seconds) -> phases.put(phase, seconds * perEpoch()));
        phases.put(PhaseClock.VALIDATION, validating);
        phases.put(PhaseClock.CHECKPOINT, saving);
        return phases;
    }

    private double filling() {
        return rehearsal.spent().filling() * perEpoch();
    }

    /** How often an epoch has the samples that were trained. */
    private double perEpoch() {
        return (double) samples / Math.max(1, rehearsal.spent().samples());
    }

    private Saving saving(Timing end) throws IOException {
        double before = rehearsal.checkpoints().besideSeconds();
        Timing all = ends(Saves.WAITING, MOST_ENDS);
        double beside = (rehearsal.checkpoints().besideSeconds() - before) / all.count();
        double waiting = Math.max(0, all.seconds() - end.seconds() - beside);
        return new Saving(new Timing(waiting, all.error(), all.count()), beside);
    }

    private Timing ends(Saves saves, int most) throws IOException {
        List<Double> seconds = new ArrayList<>();
        long giveUp = System.nanoTime() + ENDS.toNanos();
        while (seconds.size() < most && (System.nanoTime() < giveUp || seconds.isEmpty())) {
            long start = System.nanoTime();
            rehearsal.epochEnd(validation.metrics(), steps.step(), saves);
            seconds.add((System.nanoTime() - start) / 1e9);
        }
        return Timing.of(seconds);
    }
}
