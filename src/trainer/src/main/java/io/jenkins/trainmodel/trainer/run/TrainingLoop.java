package io.jenkins.trainmodel.trainer.run;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.own.Moment;
import io.jenkins.trainmodel.stop.evaluation.Decision;
import io.jenkins.trainmodel.stop.evaluation.EarliestEnd;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import io.jenkins.trainmodel.stop.evaluation.StopEvaluator;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.run.context.Ending;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import io.jenkins.trainmodel.trainer.run.desk.Desk;
import io.jenkins.trainmodel.trainer.run.measure.Measurement;
import io.jenkins.trainmodel.trainer.run.measure.Measurement.Metrics;
import io.jenkins.trainmodel.trainer.run.measure.MetricFollowers;
import io.jenkins.trainmodel.trainer.run.measure.Placing;
import io.jenkins.trainmodel.trainer.run.measure.Writing;
import io.jenkins.trainmodel.trainer.run.progress.PhaseClock;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import io.jenkins.trainmodel.trainer.run.saving.Checkpointer;
import java.util.Map;
import java.util.Optional;

/**
 * Trains until something ends it: a rule, a person, a signal. Every optimizer step is followed by the rules that are
 * checked at steps and by a look at what people asked for; every epoch by validation, all rules, and a checkpoint.
 */
final class TrainingLoop {
    private static final String MILESTONE = "milestone";

    private final RunContext run;
    private final RunState state;
    private final Measurement measurement;
    private final Placing placing;
    private final Desk desk;
    private final Checkpointer checkpointer;
    private final MetricFollowers followers;
    private final Steps steps;

    TrainingLoop(RunContext run, Measurement measurement, Placing placing, Desk desk, Checkpointer checkpointer) {
        this.run = run;
        this.state = run.state();
        this.measurement = measurement;
        this.placing = placing;
        this.desk = desk;
        this.checkpointer = checkpointer;
        this.followers = new MetricFollowers(run);
        this.steps = new Steps(run);
    }

    /** Trains to the end and says why it came. */
    Ending train() throws Exception {
        try {
            return trainToTheEnd();
        } finally {
            steps.end();
        }
    }

    private Ending trainToTheEnd() throws Exception {
        Optional<Ending> ending = atLimits();
        if (ending.isEmpty()) {
            ending = desk.begin(this::atLimits);
        }
        while (ending.isEmpty()) {
            ending = trainEpoch();
            if (ending.isEmpty()) {
                ending = finishEpoch();
            }
            if (ending.isEmpty()) {
                ending = desk.atEpochEnd(this::atLimits);
            }
        }
        return ending.get();
    }

    /** A run that is resumed may have reached a limit already, such as a lower number of epochs. */
    private Optional<Ending> atLimits() {
        Observation now = new Observation(
                state.completedEpochs(),
                state.step(),
                state.elapsedSeconds(),
                true,
                Map.of(),
                Optional.of(run.wallTime().now()));
        Decision decision = StopEvaluator.limitsReached(run.spec().stopWhen(), now);
        return decision.stop()
                ? Optional.of(Ending.byRules(decision, true).beforeFirstStep(state.step()))
                : Optional.empty();
    }

    private Optional<Ending> trainEpoch() throws Exception {
        if (state.batchInEpoch() == 0) {
            run.learner().beginEpoch();
        }
        try (BatchLoader batches = run.trainingBatches()) {
            double waited = 0;
            while (batches.hasNext()) {
                Batch batch = batches.next();
                run.phases().add(PhaseClock.DATA_WAIT, batches.waitedSeconds() - waited);
                waited = batches.waitedSeconds();
                Optional<Ending> ending = steps.train(batch) ? afterStep(batches.hasNext()) : Optional.empty();
                if (ending.isPresent()) {
                    return ending;
                }
            }
        }
        return Optional.empty();
    }

    /** The last step of an epoch is judged with the epoch, after its validation. */
    private Optional<Ending> afterStep(boolean withinEpoch) throws Exception {
        Metrics metrics = measureStep(withinEpoch);
        Moment moment = moment(metrics);
        run.own().tell("step", callback -> callback.step(moment));
        if (!withinEpoch) {
            return Optional.empty();
        }
        Optional<Ending> ending = judgeStep(metrics);
        return ending.isPresent() ? ending : desk.serve();
    }

    /** At the end of an epoch validation comes with all else of it. */
    private Metrics measureStep(boolean withinEpoch) throws Exception {
        Metrics metrics = isDue(run.spec().reporting().everySteps()) ? measurement.recent() : Metrics.none();
        if (withinEpoch
                && run.learning().validateEverySteps().filter(this::isDue).isPresent()) {
            Map<String, Double> validation = measurement.validation();
            state.validated(validation);
            metrics.values().putAll(validation);
        }
        if (!metrics.values().isEmpty()) {
            run.journal()
                    .record(new TrainingEvent.Step(
                            state.epoch(), state.step(), state.elapsedSeconds(), metrics.values()));
            placing.tellWhileItTrains();
        }
        measurement.progress().ifPresent(run.journal()::progress);
        return metrics;
    }

    private Moment moment(Metrics metrics) {
        return new Moment(state.epoch(), state.step(), state.elapsedSeconds(), metrics.values());
    }

    /** What own code remembers of the epoch belongs to the checkpoint of its end. */
    private void tellEpoch(Metrics metrics, Decision decision) {
        Moment moment = moment(metrics);
        run.own().tell("epoch", callback -> callback.epoch(moment));
        if (decision.fired().stream().anyMatch(verdict -> verdict.type().equals(MILESTONE))) {
            run.own().tell("milestone", callback -> callback.milestone(moment));
        }
    }

    private boolean isDue(int everySteps) {
        return state.step() % everySteps == 0;
    }

    private Optional<Ending> judgeStep(Metrics metrics) throws Exception {
        long step = metrics.nonFiniteStep().orElse(state.step());
        Observation observation = observation(step, false, metrics);
        Decision decision = run.rules().observe(observation);
        boolean finite = metrics.nonFiniteStep().isEmpty();
        boolean improved = finite && state.validation().isPresent() && followers.follow(observation);
        if (finite && !decision.stop()) {
            checkpointer.afterStep(improved);
        }
        return decision.stop() ? Optional.of(end(decision, metrics)) : Ending.notFinite(metrics.nonFiniteStep());
    }

    private Observation observation(long step, boolean epochEnd, Metrics metrics) {
        return new Observation(
                state.epoch(),
                step,
                state.elapsedSeconds(),
                epochEnd,
                Map.copyOf(metrics.values()),
                Optional.of(run.wallTime().now()));
    }

    private Ending end(Decision decision, Metrics metrics) throws Exception {
        run.journal().record(new TrainingEvent.RuleEvaluated(state.epoch(), state.step(), decision.verdicts()));
        return Ending.byRules(decision, metrics.nonFiniteStep().isEmpty());
    }

    private Optional<Ending> finishEpoch() throws Exception {
        int epoch = state.epoch();
        Metrics metrics = measurement.wholeEpoch();
        // what is on the disk is told before a long validation begins, and again behind it
        checkpointer.look();
        metrics.values().putAll(measurement.validation());
        checkpointer.look();
        new Writing(run, desk::isIdle).after(epoch);
        Observation observation = observation(state.step(), true, metrics);
        Decision decision = run.rules().observe(observation);
        Optional<EarliestEnd> end = measurement.endEpoch();
        run.journal()
                .record(new TrainingEvent.Epoch(
                        epoch,
                        state.step(),
                        observation.elapsedSeconds(),
                        metrics.values(),
                        run.phases().take(),
                        end.map(EarliestEnd::secondsLeft),
                        run.best().with(observation).best(),
                        run.plannedEpochs(),
                        end.map(EarliestEnd::rule)));
        run.journal().record(new TrainingEvent.RuleEvaluated(epoch, state.step(), decision.verdicts()));
        placing.tellWhileItTrains();
        tellEpoch(metrics, decision);
        boolean improved = followers.follow(observation);
        state.epochDone(metrics.values());
        if (metrics.nonFiniteStep().isEmpty()) {
            checkpointer.afterEpoch(improved, decision.stop());
        }
        return decision.stop()
                ? Optional.of(Ending.byRules(decision, metrics.nonFiniteStep().isEmpty()))
                : Ending.notFinite(metrics.nonFiniteStep());
    }
}
