package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.check.Estimate;
import io.jenkins.trainmodel.check.Outlook;
import io.jenkins.trainmodel.check.Timing;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.custom.OwnRun;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.batch.BatchPlan;
import io.jenkins.trainmodel.trainer.engine.LoadedEngine;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerDescription;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.profile.Placement;
import io.jenkins.trainmodel.trainer.telemetry.HostDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import oshi.SystemInfo;

/**
 * Does once what a run does, on the real data and disk: steps, validations, ends of epochs, the model package and the reports.
 * From what that took and left it reckons what the whole run will take.
 */
public final class Estimator {
    private final TrainingSpec spec;
    private final LoadedData data;
    private final LoadedEngine engine;
    private final Team team;
    private final Learner learner;
    private final BatchPlan plan;
    private final long stepsPerEpoch;

    public Estimator(TrainingSpec spec, LoadedData data, LoadedEngine engine, Team team) {
        this.spec = spec;
        this.data = data;
        this.engine = engine;
        this.team = team;
        learner = team.learner();
        plan = LearnerSettings.of(spec, data).batches(data.train().size()).sharedBy(team.size(), 0);
        int accumulate = spec.batchesPerStep();
        stepsPerEpoch = (plan.batches() + accumulate - 1) / accumulate;
    }

    /**
     * Trains for some seconds; the learner's parameters are not those of its beginning any more, and what its adapters have
     * learned is merged.
     *
     * @param startedNanoseconds when the preparation of data and engine began, by {@link System#nanoTime()}
     * @param disk a directory on the disk that the run is going to use; it is left as it was
     */
    public Estimate estimate(long startedNanoseconds, Path disk) throws IOException {
        try (Rehearsal rehearsal = new Rehearsal(spec, data, learner, engine.peakFlopsOfAll(spec), disk);
                OwnRun own = OwnRun.open(spec, warning -> {})) {
            double loading = (System.nanoTime() - startedNanoseconds) / 1e9;
            rehearsal.begin(
                    new RehearsedStart(stepsPerEpoch, PlannedRun.planned(spec, stepsPerEpoch), environment()),
                    team.processes().handles());
            MeasuredSteps steps = new MeasuredSteps(spec, data, team, plan, rehearsal, engine.waiting());
            double starting = loading + untilAllTrain(steps);
            MeasuredValidation validation = new MeasuredValidation(spec, data, learner, own);
            MeasuredEpochs.Measured measured = new MeasuredEpochs(
                            spec,
                            rehearsal,
                            steps,
                            validation,
                            (double) plan.batches() / spec.batchesPerStep(),
                            plan.samples())
                    .measure();
            steps.end();
            RehearsedEnd end = new RehearsedEnd(rehearsal, spec, data, learner);
            double ending = measured.saving() + end(end, rehearsal, validation, steps.step());
            Foresight foresight = Foresight.of(engine, data.train());
            PlannedRun run = new PlannedRun(spec, stepsPerEpoch, foresight.epoch(measured.epoch()));
            Optional<Outlook> outlook = foresight.outlook(placement(foresight), measured, plan.samples());
            if (outlook.isPresent()) {
                rehearsal.log().record(outlook.get().bottleneck());
            }
            Estimate.Memory memory = memory(rehearsal);
            return estimate(starting, measured, ending, run, memory, run.disk(rehearsal, end), outlook);
        }
    }

    /** Seconds in which other processes load what this one has loaded; they are waited for in the first step. */
    private double untilAllTrain(MeasuredSteps steps) throws IOException {
        if (team.size() == 1) {
            return 0;
        }
        long begin = System.nanoTime();
        steps.trainFor(Duration.ZERO);
        return (System.nanoTime() - begin) / 1e9;
    }

    private Placement placement(Foresight foresight) {
        return new Placement(
                spec, learner.description(), engine.device().isGpu(), engine.threads(), foresight.profile());
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(HostDescription.read());
        environment.putAll(engine.description());
        return environment;
    }

    /** Ends the run and returns the seconds that it took. */
    private double end(RehearsedEnd end, Rehearsal rehearsal, MeasuredValidation validation, long step)
            throws IOException {
        rehearsal.endEpochs();
        long begin = System.nanoTime();
        if (spec.training().lora().isPresent()) {
            end.merge();
            validation.measure();
        }
        end.keep(validation.metrics(), step, engine.device());
        return (System.nanoTime() - begin) / 1e9;
    }

    private Estimate estimate(
            double starting,
            MeasuredEpochs.Measured measured,
            double ending,
            PlannedRun run,
            Estimate.Memory memory,
            Estimate.Disk disk,
            Optional<Outlook> outlook) {
        LearnerDescription description = learner.description();
        int samplesPerStep = spec.training().batchSize() * spec.batchesPerStep();
        double flopPerStep = description.trainingFlopPerSample() * samplesPerStep;
        double flopPerSecond = flopPerStep / measured.step().seconds();
        double samplesPerSecond = samplesPerStep / measured.step().seconds();
        return new Estimate(
                description.device(),
                stepsPerEpoch,
                run.plannedEpochs(),
                measured.step(),
                run.epoch(),
                starting,
                ending,
                run.plannedEpochs().map(count -> run.epoch().times(count).plus(new Timing(starting + ending, 0, 1))),
                run.maximumSeconds(),
                description.parameters(),
                flopPerStep,
                flopPerSecond,
                samplesPerSecond,
                data.tokenizer()
                        .map(text -> samplesPerSecond * data.sampleShape().get(0)),
                data.tokenizer().flatMap(text -> engine.peakFlopsOfAll(spec).map(peak -> flopPerSecond / peak)),
                memory,
                disk,
                Optional.of(team.size()).filter(processes -> processes > 1),
                outlook);
    }

    /** The process has loaded, trained, measured, saved and packaged by now, as the run is going to. */
    private Estimate.Memory memory(Rehearsal rehearsal) {
        LearnerDescription description = learner.description();
        long copy = rehearsal.checkpoints().copyBytes();
        return new Estimate.Memory(
                PeakMemory.bytes(team.processes().handles()).orElseGet(() -> resident() * team.size() + copy),
                description.parameterBytes(),
                description.gradientBytes(),
                description.optimizerBytes(),
                description.activationBytesPerSample() * plan.largest(),
                copy);
    }

    private static long resident() {
        return new SystemInfo().getOperatingSystem().getCurrentProcess().getResidentMemory();
    }
}
