package io.jenkins.trainmodel.trainer.profile;

import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.event.BottleneckFound.Stage;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.learner.LearnerDescription;
import io.jenkins.trainmodel.trainer.profile.RunUsage.Spent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A training placed against its machine.
 *
 * @param gpu whether it computes on a GPU
 * @param threads with which it computes on the CPU
 * @param profile what the machine can do, where that was measured
 */
public record Placement(
        TrainingSpec spec, LearnerDescription learner, boolean gpu, int threads, Optional<MachineProfile> profile) {

    /** What held it up; empty where nothing was trained. */
    public Optional<BottleneckFound> of(Spent spent) {
        Causes causes = new Causes(this, spent);
        if (spent.samples() <= 0 || causes.training() <= 0) {
            return Optional.empty();
        }
        List<Stage> stages = stages(spent, causes.training());
        Causes.Cause worst = causes.worst();
        Advice advice = new AdviceChoice(this, stages).of(worst);
        return Optional.of(new BottleneckFound(
                worst.bottleneck(),
                Math.min(1, worst.seconds() / spent.seconds()),
                spent.seconds(),
                advice.word(),
                advice.setting(),
                stages,
                profile.map(MachineProfile::measuredAt)));
    }

    /** Along the way of the data. */
    private List<Stage> stages(Spent spent, double seconds) {
        Traffic traffic = traffic();
        long samples = spent.samples();
        List<Stage> stages = new ArrayList<>();
        spent.bytesRead().ifPresent(bytes -> stages.add(stage("disk", Stage.BYTES, bytes / seconds, diskPeak())));
        double rate = samples / seconds;
        Optional<Double> fastest = spent.fillingSeconds() > 0
                ? Optional.of(Math.max(rate, samples / spent.fillingSeconds()))
                : Optional.empty();
        stages.add(stage("preprocessing", Stage.SAMPLES, rate, fastest));
        double batches = traffic.batches(samples) / seconds;
        double computing = traffic.computing(samples) / seconds;
        if (gpu) {
            stages.add(stage("memory", Stage.BYTES, batches, profile.map(MachineProfile::memory)));
            stages.add(stage(
                    "transfer",
                    Stage.BYTES,
                    traffic.transferred(samples) / seconds,
                    profile.flatMap(MachineProfile::toDevice)));
            stages.add(stage("deviceMemory", Stage.BYTES, computing, profile.flatMap(MachineProfile::deviceMemory)));
        } else {
            stages.add(stage("memory", Stage.BYTES, batches + computing, profile.map(MachineProfile::memory)));
        }
        stages.add(stage("compute", Stage.FLOP, flop(samples) / seconds, peakFlop()));
        return List.copyOf(stages);
    }

    private static Stage stage(String name, String unit, double rate, Optional<Double> peak) {
        return new Stage(name, unit, rate, peak);
    }

    private Optional<Double> diskPeak() {
        return profile.flatMap(known -> DataPlace.of(spec.data()).flatMap(known::readRate));
    }

    Traffic traffic() {
        return new Traffic(learner, spec.training().batchSize(), spec.batchesPerStep());
    }

    /** Floating point operations, forward and back. */
    double flop(long samples) {
        return learner.trainingFlopPerSample() * samples;
    }

    /** Of the device, in the precision of the run. */
    Optional<Double> peakFlop() {
        return profile.flatMap(known -> known.peak(spec.training().precision()));
    }
}
