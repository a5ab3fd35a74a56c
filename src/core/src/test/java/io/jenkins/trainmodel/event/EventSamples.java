package io.jenkins.trainmodel.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.trainmodel.drift.ColumnDrift;
import io.jenkins.trainmodel.drift.ColumnDrift.Bin;
import io.jenkins.trainmodel.drift.ColumnKind;
import io.jenkins.trainmodel.drift.DataDrift;
import io.jenkins.trainmodel.drift.SchemaDifference;
import io.jenkins.trainmodel.evaluation.ClassifierTest;
import io.jenkins.trainmodel.evaluation.TestResult;
import io.jenkins.trainmodel.event.BottleneckFound.Stage;
import io.jenkins.trainmodel.gate.ChallengeResult;
import io.jenkins.trainmodel.gate.Comparison;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One event of every type, with every field set. */
public final class EventSamples {
    public static final Instant TIME = Instant.parse("2026-11-24T05:00:00.250Z");
    public static final Verdict HELD = new Verdict(
            "earlyStopping",
            "earlyStopping",
            Verdict.Status.HELD,
            Outcome.SUCCESS,
            Optional.of("validation/loss"),
            Optional.of(0.31),
            Optional.of(0.3),
            Optional.of(2),
            Optional.of(7),
            Optional.of(0.125),
            "validation/loss is 0.31, the best is 0.3 of epoch 2; 7 checks are left",
            List.of());
    public static final Verdict FIRED = new Verdict(
            "enough",
            "anyOf",
            Verdict.Status.FIRED,
            Outcome.UNSTABLE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(1.0),
            "maxEpochs fired",
            List.of(HELD));

    public static final DataDrift DRIFT = new DataDrift(
            "nightly #41",
            1437,
            1500,
            new SchemaDifference(
                    List.of("border"),
                    1,
                    List.of(),
                    0,
                    List.of(new SchemaDifference.KindChange("city", ColumnKind.NUMBER, ColumnKind.CATEGORY)),
                    1),
            List.of(new ColumnDrift(
                    "age",
                    ColumnKind.NUMBER,
                    0.375,
                    0.03125,
                    List.of(
                            new Bin(Bin.Kind.VALUES, "< 18", 0.75, 0.875),
                            new Bin(Bin.Kind.MISSING, "", 0.25, 0.125)))),
            1,
            Optional.of(new ColumnDrift("digit", ColumnKind.CATEGORY, 0.0625, 0.03125, List.of())));

    public static final ChallengeResult CHALLENGE = new ChallengeResult(
            "validation/accuracy", 0.96, 0.95, 0.01, -0.004, 0.024, 0.95, 360, 2000, Comparison.WITHIN_NOISE);
    public static final GateVerdict PASSED = new GateVerdict(
            "validation/f1 no worse than the reference within the spread of the last 10 accepted runs",
            "validation/f1",
            GateVerdict.Answer.HELD,
            Optional.of(Comparison.WITHIN_NOISE),
            Optional.of(0.91),
            Optional.of(0.915),
            Optional.of(0.895),
            Optional.of(0.02),
            Optional.of(10),
            Outcome.UNSTABLE,
            "validation/f1 is 0.91, within the spread of the last 10 accepted runs: 0.915 ± 0.02");
    public static final GateVerdict REFUSED = new GateVerdict(
            "test/accuracy at least 0.95",
            "test/accuracy",
            GateVerdict.Answer.FAILED,
            Optional.empty(),
            Optional.of(0.9),
            Optional.empty(),
            Optional.of(0.95),
            Optional.empty(),
            Optional.empty(),
            Outcome.UNSTABLE,
            "test/accuracy is 0.9, and not at least 0.95");

    public static final BottleneckFound BOTTLENECK = new BottleneckFound(
            BottleneckFound.COMPUTE,
            0.75,
            4.5,
            "precision",
            "training.precision",
            List.of(
                    new Stage("disk", Stage.BYTES, 2.5e6, Optional.of(1e9)),
                    new Stage("compute", Stage.FLOP, 5e10, Optional.of(1e11))),
            Optional.of(TIME.minusSeconds(3600)));

    /** A white pixel beside a black one. */
    public static final Picture PICTURE =
            new Picture("iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAC0lEQVR4nGP4zwAAAgEBADK6K5IAAAAASUVORK5CYII=");

    private EventSamples() {}

    public static EventRecord record(long sequence, TrainingEvent event) {
        return new EventRecord(EventRecord.SCHEMA_VERSION, sequence, TIME.plusSeconds(sequence), event);
    }

    public static List<TrainingEvent> all() {
        return List.of(
                started(),
                new Provenance.Began(
                        "nightly #41",
                        "../nightly-41",
                        "run-0",
                        "parameters",
                        Optional.of(12),
                        Optional.of(540L),
                        6,
                        List.of("fc.weight", "fc.bias"),
                        List.of("conv1.weight")),
                new Provenance.TookOver(
                        "flowers",
                        "/runs/flowers/model",
                        "run-0",
                        Optional.of(12),
                        Optional.of(540L),
                        60,
                        List.of("fc.weight", "fc.bias"),
                        List.of("conv1.weight")),
                step(1, 10),
                new TrainingEvent.Telemetry(1.5, Map.of("host/cpu", 0.75, "process/rss", 2.5e9)),
                epoch(1, 40),
                new TrainingEvent.RuleEvaluated(1, 40, List.of(HELD, FIRED)),
                new TrainingEvent.CheckpointSaved("000001", 1, 40, "epoch", 123_456L, 0.25, true, List.of("000000")),
                new TrainingEvent.TextWritten(
                        1, 40, List.of(new TrainingEvent.TextWritten.Text("Once", " upon a time"))),
                new TrainingEvent.DataRead(
                        "5f1e",
                        List.of(new TrainingEvent.DataFile("digits.csv", "5f1e")),
                        1,
                        List.of(
                                new TrainingEvent.ClassCount("one", 90, 20, 0),
                                new TrainingEvent.ClassCount("two", 30, 10, 0)),
                        2,
                        Optional.of(3L),
                        List.of("border"),
                        1),
                new TrainingEvent.DataCompared(DRIFT),
                new TrainingEvent.ImagesVaried(1, 1, PICTURE),
                new TrainingEvent.WaitingChosen(1, 38, "spinning", Map.of("spinning", 0.0015, "sleeping", 0.0025)),
                BOTTLENECK,
                new Provenance.Restarted("run-0", "000004", "/runs/41/checkpoints/000004", 4, 160, 8.5),
                new Intervention.CommandApplied(
                        "0001-a", "change", true, "from the next step", "ada", "it plateaus", 1, 41),
                new Intervention.Held("ada", "a look at the curves", 1, 40),
                new Intervention.WentOn("ada", "", 1, 40),
                new Intervention.HyperparameterChanged(
                        "training.optimizer.learningRate", "0.001", "0.0005", "ada", "it plateaus", 1, 41),
                new TrainingEvent.Resumed("000001", 1, 40, 2.0, true, Map.of("host", "b"), Optional.of(100)),
                new TrainingEvent.Warning("slowDisk", "a checkpoint took 40 s"),
                new Conclusion.Ending(EndingPhase.PACKAGING, "stopped by ada; the model is kept", 2, 80),
                new Conclusion.Finished(
                        Outcome.UNSTABLE,
                        "anyOf fired",
                        List.of(FIRED),
                        2,
                        80,
                        4.5,
                        Map.of("train/loss", 0.25),
                        Optional.of(new Best("validation/loss", 2, 0.3)),
                        Optional.of("model"),
                        true,
                        Optional.of(2),
                        Optional.of(new Conclusion.Within(70, Map.of("validation/loss", 0.31))),
                        Optional.of(new FailedDevice(FailedDevice.Kind.LOST, Optional.of(79L)))),
                new Conclusion.Tested(tested()),
                new Conclusion.Challenged(CHALLENGE),
                new Conclusion.Judged(List.of(PASSED, REFUSED), Outcome.UNSTABLE, Optional.of(2), Optional.of(70L)),
                new Conclusion.Failed("data.path: iris.csv does not exist", FailureKind.DATA, 2));
    }

    private static TestResult tested() {
        ClassifierTest test = new ClassifierTest(List.of("cat", "dog"), 2);
        test.add(0, new float[] {0.75f, 0.25f});
        test.add(1, new float[] {0.75f, 0.25f});
        return test.result();
    }

    public static TrainingEvent.Started started() {
        return new TrainingEvent.Started(
                "run-1",
                "digits",
                json("{\"seed\":42,\"data\":{\"type\":\"csv\",\"scale\":0.0625}}"),
                Map.of("java", "17", "device", "cpu"),
                1437,
                360,
                45,
                Optional.of(100),
                17_226,
                3.3e6,
                Optional.empty());
    }

    public static TrainingEvent.Step step(int epoch, long step) {
        return new TrainingEvent.Step(epoch, step, step / 20.0, Map.of("train/loss", 1.0 / step, "gradient/norm", 2.5));
    }

    public static TrainingEvent.Epoch epoch(int epoch, long step) {
        return new TrainingEvent.Epoch(
                epoch,
                step,
                step / 20.0,
                Map.of("train/loss", 0.5, "validation/loss", 0.6 / epoch),
                Map.of("forward", 1.0, "backward", 1.5),
                Optional.of(98.0),
                Optional.of(new Best("validation/loss", epoch, 0.6 / epoch)),
                Optional.of(100),
                Optional.of("maxEpochs"));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
