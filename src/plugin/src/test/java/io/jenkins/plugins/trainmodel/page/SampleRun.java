package io.jenkins.plugins.trainmodel.page;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.Run;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventCodec;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.report.MachineOfRun;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A training as its events would tell it, without the hours that it takes. */
public final class SampleRun {
    private static final int STEPS_PER_EPOCH = 180;
    private static final int PLANNED = 60;
    private static final String RUN_ID = "4b1c9a52-6f0e-4a7e-9d0c-1f5f5c0d8e77";

    private final SampleCurves curves;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final String name;
    private Instant time = Instant.now().minusSeconds(355);
    private long sequence;
    private double elapsed;
    private double best = Double.POSITIVE_INFINITY;
    private int bestEpoch;
    private int epoch;
    private final Instant begin = time;
    private SampleLiveRun live;
    private String artifacts = "";
    private Map<String, Double> last = Map.of();
    private List<GateVerdict> gates = List.of();
    private MachineOfRun machine = MachineOfRun.UNKNOWN;

    public SampleRun(String name, long seed) {
        this(name, seed, RUN_ID);
    }

    /** A training that others can begin from by its identifier. */
    public SampleRun(String name, long seed, String runId) {
        this(name, seed, runId, SampleStart.specification(name), SampleStart.environment());
    }

    /** A training of this specification. */
    public SampleRun(String name, long seed, JsonNode specification) {
        this(name, seed, RUN_ID, specification, SampleStart.environment());
    }

    /** A training on a machine that says this of itself. */
    public SampleRun(String name, long seed, Map<String, String> environment) {
        this(name, seed, RUN_ID, SampleStart.specification(name), environment);
    }

    private SampleRun(String name, long seed, String runId, JsonNode specification, Map<String, String> environment) {
        this.name = name;
        this.curves = new SampleCurves(seed, PLANNED);
        add(new TrainingEvent.Started(
                runId,
                name,
                specification,
                environment,
                11_520,
                1_797,
                STEPS_PER_EPOCH,
                Optional.of(PLANNED),
                109_386,
                4.2e7,
                Optional.empty()));
    }

    /** Trains on, epoch after epoch. */
    public SampleRun epochs(int from, int to) {
        for (int epoch = from; epoch <= to; epoch++) {
            epoch(epoch);
        }
        return this;
    }

    private void epoch(int number) {
        for (int part = 1; part <= 6; part++) {
            double place = number - 1 + part / 6.0;
            pass(3.4);
            add(new TrainingEvent.Step(number, (long) (place * STEPS_PER_EPOCH), elapsed, curves.step(number, place)));
            add(new TrainingEvent.Telemetry(elapsed, curves.telemetry()));
        }
        epoch = number;
        last = curves.epoch(number);
        finishEpoch(last.get("validation/loss"));
    }

    private void finishEpoch(double validation) {
        boolean better = validation < best;
        if (better) {
            best = validation;
            bestEpoch = epoch;
        }
        long step = (long) epoch * STEPS_PER_EPOCH;
        add(new TrainingEvent.Epoch(
                epoch,
                step,
                elapsed,
                last,
                SampleCurves.phases(),
                Optional.of((PLANNED - epoch) * 20.4),
                Optional.of(bestValue())));
        add(new TrainingEvent.RuleEvaluated(epoch, step, verdicts(epoch, last, Verdict.Status.HELD)));
        if (better) {
            add(new TrainingEvent.CheckpointSaved(
                    "%06d".formatted(epoch), epoch, step, "epoch", 1_312_044, 0.21, true, List.of()));
        }
    }

    private Best bestValue() {
        return new Best("validation/loss", bestEpoch, best);
    }

    private List<Verdict> verdicts(int number, Map<String, Double> metrics, Verdict.Status stopping) {
        return SampleVerdicts.of(number, PLANNED, metrics, new Best("validation/loss", bestEpoch, best), stopping);
    }

    /** Ends as early stopping would. */
    public SampleRun finished(int epoch, Outcome outcome) {
        long step = (long) epoch * STEPS_PER_EPOCH;
        List<Verdict> verdicts = verdicts(epoch, last, Verdict.Status.FIRED);
        add(new TrainingEvent.RuleEvaluated(epoch, step, verdicts));
        add(new Conclusion.Finished(
                outcome,
                reason(),
                List.of(verdicts.get(1)),
                epoch,
                step,
                elapsed,
                last,
                Optional.of(bestValue()),
                Optional.of("model"),
                true,
                Optional.empty(),
                Optional.empty()));
        return this;
    }

    private String reason() {
        return "earlyStopping: "
                + verdicts(epoch, last, Verdict.Status.FIRED).get(1).explanation();
    }

    /** Has archived its results under this path among the build's artifacts when it ends. */
    public SampleRun archivedUnder(String path) {
        artifacts = path;
        return this;
    }

    /** Adds an event as it is. */
    public SampleRun add(TrainingEvent event) {
        if (event instanceof Conclusion.Judged judged) {
            gates = judged.gates();
        }
        machine = machine.after(event);
        log.writeBytes(EventCodec.encode(new EventRecord(1, ++sequence, time, event)));
        return this;
    }

    private void pass(double seconds) {
        elapsed += seconds;
        time = time.plusMillis((long) (seconds * 1000));
    }

    /** How far it is. */
    public RunFigures figures() {
        return new RunFigures(
                Optional.of(begin),
                epoch,
                Optional.of(PLANNED),
                (long) epoch * STEPS_PER_EPOCH,
                elapsed,
                Optional.of((PLANNED - epoch) * 20.4),
                Optional.of("maxEpochs"),
                epoch == 0 ? Optional.empty() : Optional.of(bestValue()),
                last,
                bests(),
                epoch == 0 ? List.of() : verdicts(epoch, last, Verdict.Status.HELD),
                gates);
    }

    private Map<String, Double> bests() {
        Map<String, Double> bests = new LinkedHashMap<>();
        if (epoch > 0) {
            bests.put("validation/loss", best);
            bests.put("validation/accuracy", last.getOrDefault("validation/accuracy", 0.0) + 0.001);
        }
        return bests;
    }

    /** Enters the run into the build as one that goes on, and the log into the build's directory. */
    public TrainedRun enter(Run<?, ?> build) throws IOException {
        TrainingBuildAction action = TrainingBuildAction.of(build);
        TrainedRun run = action.begin(name, "gpu-agent-03");
        write(action.eventLog(run.getId()));
        live = new SampleLiveRun(figures());
        LiveRuns.get().enter(build, run.getId(), live);
        return run;
    }

    /** The run as pages reach it while it goes on. */
    public SampleLiveRun live() {
        return live;
    }

    /** Adds to the log what has happened since. */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, log.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        log.reset();
        if (live != null) {
            live.at(figures());
        }
    }

    /** Ends the run in the build as the step does, and tells everybody. */
    public TrainedRun end(Run<?, ?> build, TrainedRun run, int epochs, Outcome outcome) throws IOException {
        return end(build, run, epochs, outcome, reason());
    }

    /** Ends the run in the build as the step does, for a reason of its own. */
    public TrainedRun end(Run<?, ?> build, TrainedRun run, int epochs, Outcome outcome, String reason)
            throws IOException {
        TrainingBuildAction action = TrainingBuildAction.of(build);
        write(action.eventLog(run.getId()));
        RunResult result = new RunResult(
                outcome.word(),
                reason,
                List.of("earlyStopping"),
                epochs,
                bestEpoch,
                elapsed,
                last,
                bests(),
                KeptModel.NONE,
                Optional.empty(),
                machine);
        TrainedRun ended = action.end(run.getId(), result, figures(), artifacts).orElseThrow();
        LiveRuns.get().leave(build, run.getId());
        RunRecorder.recordFinished(build, ended, result);
        return ended;
    }
}
