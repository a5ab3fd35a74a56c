package io.jenkins.trainmodel.trainer.run.context;

import io.jenkins.trainmodel.spec.LearningSpec;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.stop.Limits;
import io.jenkins.trainmodel.stop.evaluation.BestTracker;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import io.jenkins.trainmodel.trainer.custom.OwnRun;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.engine.LoadedEngine;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.learner.Learners;
import io.jenkins.trainmodel.trainer.optimizer.LearningRate;
import io.jenkins.trainmodel.trainer.optimizer.Schedule;
import io.jenkins.trainmodel.trainer.profile.RunUsage;
import io.jenkins.trainmodel.trainer.replica.Processes;
import io.jenkins.trainmodel.trainer.replica.Replicas;
import io.jenkins.trainmodel.trainer.run.beginning.Beginning;
import io.jenkins.trainmodel.trainer.run.beginning.Inheritance;
import io.jenkins.trainmodel.trainer.run.beginning.SpecInForce;
import io.jenkins.trainmodel.trainer.run.progress.PhaseClock;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import io.jenkins.trainmodel.trainer.run.watch.RunJournal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What the parts of a running training share. Confined to the training thread. */
public final class RunContext implements AutoCloseable {
    private final String runId;
    private final Inheritance inheritance;
    private final LoadedData data;
    private final LoadedEngine engine;
    private final OwnRun own;
    private final RunState state;
    private final RunJournal journal;
    private final PhaseClock phases = new PhaseClock();
    private final RunUsage usage;
    private final WallTime wallTime;
    private final EpochBatches batches;
    private final Processes processes;
    private final RunRules rules;
    private SpecInForce specInForce;
    private TrainingSpec spec;
    private Learner learner;
    private LearningRate learningRate;
    private BestTracker best;

    public RunContext(
            Beginning beginning,
            Inheritance inheritance,
            LoadedData data,
            LoadedEngine engine,
            ComparedRuns comparedRuns,
            OwnRun own,
            Processes processes,
            RunJournal journal,
            Instant origin)
            throws SpecException {
        this.runId = beginning.runId();
        this.inheritance = inheritance;
        this.data = data;
        this.engine = engine;
        this.own = own;
        this.state = beginning.state();
        this.journal = journal;
        this.specInForce = beginning.spec();
        this.spec = specInForce.effective();
        this.best = beginning.best();
        this.processes = processes;
        usage = new RunUsage(processes.handles());
        batches = new EpochBatches(spec, data, processes.size(), Learners.batchMemory(engine.device()));
        rules = new RunRules(spec.stopWhen(), beginning.rules(), comparedRuns, own.rules());
        learner = newLearner();
        learningRate = learningRate(spec, inheritance.learningRate());
        wallTime = new WallTime(this, origin);
    }

    /** The learning rate under a specification, of which the schedule has saved this. */
    public LearningRate learningRate(TrainingSpec specification, Map<String, String> saved) {
        Limits limits = Limits.of(specification.stopWhen());
        OptionalLong planned = limits.plannedSteps(stepsPerEpoch());
        boolean ofEpochs = Schedule.isOfEpochs(specification.training().schedule(), limits.endBySteps(stepsPerEpoch()));
        return LearningRate.of(
                        specification.training(),
                        stepsPerEpoch(),
                        planned,
                        inheritance.stepsBefore(),
                        saved,
                        own::schedule)
                .movedBy(ofEpochs ? state.stepsOfEpochs(stepsPerEpoch()) - state.step() : 0);
    }

    private Learner newLearner() {
        LearnerSettings settings = inheritance.settings(spec, data).with(own.loss(data));
        return processes.learner(spec, settings, engine.device());
    }

    /** Goes on by a changed specification; rules and learner keep what they have learned. */
    public void follow(SpecInForce changed) throws SpecException {
        LearningSpec before = spec.training();
        specInForce = changed;
        spec = changed.effective();
        rules.follow(spec.stopWhen());
        learningRate = learningRate(spec, learningRate.state());
        if (!before.equals(spec.training())) {
            replaceLearner();
        }
    }

    private void replaceLearner() {
        Learner successor = newLearner();
        successor.restoreParameters(learner.parameters());
        successor.restoreOptimizerState(learner.optimizerState());
        learner.close();
        learner = successor;
    }

    public String runId() {
        return runId;
    }

    /** What the run has from another one, with what the schedule remembers now. */
    public Inheritance inheritance() {
        return inheritance.with(learningRate.state());
    }

    public SpecInForce specInForce() {
        return specInForce;
    }

    public TrainingSpec spec() {
        return spec;
    }

    public LearningSpec learning() {
        return spec.training();
    }

    /** The other processes, where several train. */
    public Optional<Replicas> replicas() {
        return processes.replicas();
    }

    public LoadedEngine engine() {
        return engine;
    }

    /** What rules, gates and people compare this run with. */
    public ComparedRuns comparedRuns() {
        return rules.comparedRuns();
    }

    /** The users' own code of this run. */
    public OwnRun own() {
        return own;
    }

    public LoadedData data() {
        return data;
    }

    public Learner learner() {
        return learner;
    }

    public RunState state() {
        return state;
    }

    public RunJournal journal() {
        return journal;
    }

    public PhaseClock phases() {
        return phases;
    }

    public RunUsage usage() {
        return usage;
    }

    public WallTime wallTime() {
        return wallTime;
    }

    public RunRules rules() {
        return rules;
    }

    public BestTracker best() {
        return best;
    }

    /** Returns whether the observation is the best so far. */
    public boolean observeBest(Observation observation) {
        boolean improved = best.improvedBy(observation);
        best = best.with(observation);
        return improved;
    }

    /** The epochs that the rules allow at most. */
    public Optional<Integer> plannedEpochs() {
        return rules.plannedEpochs(stepsPerEpoch());
    }

    public LearningRate learningRate() {
        return learningRate;
    }

    public int batchesPerEpoch() {
        return batches.perEpoch();
    }

    /** Optimizer steps in an epoch; the last one may accumulate fewer batches. */
    public int stepsPerEpoch() {
        return -Math.floorDiv(-batchesPerEpoch(), spec.batchesPerStep());
    }

    public int samplesPerStep() {
        return learning().batchSize() * spec.batchesPerStep();
    }

    /** Floating point operations of an optimizer step. */
    public double flopPerStep() {
        return learner.description().trainingFlopPerSample() * samplesPerStep();
    }

    /** The batches of the running epoch that are still to be trained. */
    public BatchLoader trainingBatches() {
        processes.load(state.epoch(), state.batchInEpoch());
        return usage.following(batches.training(spec.seed(), state.epoch(), state.batchInEpoch()));
    }

    public BatchLoader validationBatches() {
        return batches.validation();
    }

    @Override
    public void close() {
        learner.close();
    }
}
