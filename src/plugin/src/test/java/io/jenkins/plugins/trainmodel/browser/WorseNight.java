package io.jenkins.plugins.trainmodel.browser;

import hudson.model.FreeStyleBuild;
import hudson.model.TaskListener;
import io.jenkins.plugins.trainmodel.page.ReferenceFile;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.backtest.CurveReader;
import io.jenkins.trainmodel.drift.ComparedData;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.gate.Challenges;
import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.gate.GateJudge;
import io.jenkins.trainmodel.gate.Judgement;
import io.jenkins.trainmodel.gate.MeasuredRun;
import io.jenkins.trainmodel.gate.Reference;
import io.jenkins.trainmodel.gate.Tolerance;
import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.reference.ReferenceCsv;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Threshold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.tokenmacro.TokenMacro;

/** A run that is worse than the one of the night before, as those hear of it who wait for it. */
final class WorseNight {
    private static final Path PIPELINE = Path.of("../../docs/examples/pipelines/notify.jenkinsfile");
    private static final String RUN = "digits";
    private static final String BEFORE = "nightly #41";
    /** The seed of a run that learns fast, until early stopping ends it after epoch 40 with the model of epoch 32. */
    private static final long FAST = 41_000;

    private static final int BEST_OF_FAST = 32;
    private static final int END_OF_FAST = 40;
    /** The seed of one that learns slowly, until early stopping ends it after epoch 48 with the model of epoch 40. */
    private static final long SLOW = 13L << 42;

    private static final int BEST_OF_SLOW = 40;
    private static final int END_OF_SLOW = 48;
    private static final List<Gate> GATES = List.of(
            new Gate.Bound("validation/accuracy", new Threshold(Direction.MAX, 0.95), Outcome.FAILURE),
            new Gate.NoWorse("validation/loss", Direction.MIN, new Tolerance.Margin(0.02, true), Outcome.UNSTABLE));

    private WorseNight() {}

    /** Trains in the build. */
    static void train(FreeStyleBuild build) throws IOException {
        Path log = TrainingBuildAction.of(build).eventLog(RUN);
        Curve before = before(build.getRootDir().toPath().resolve("before.jsonl"));
        SampleRun sample = new SampleRun(RUN, SLOW)
                .add(new Provenance.Began(
                        BEFORE, "", "", "none", Optional.empty(), Optional.empty(), 0, List.of(), List.of()))
                .epochs(1, END_OF_SLOW);
        Judgement judgement = judged(before, sample.figures().bestMetrics());
        sample.add(new Conclusion.Judged(
                        judgement.gates(), judgement.outcome(), Optional.of(BEST_OF_SLOW), Optional.empty()))
                .finished(END_OF_SLOW, judgement.outcome());
        TrainedRun run = sample.enter(build);
        ReferenceCsv.write(ReferenceFile.beside(log), before);
        sample.end(build, run, END_OF_SLOW, judgement.outcome());
    }

    private static Curve before(Path log) throws IOException {
        new SampleRun(RUN, FAST).epochs(1, END_OF_FAST).write(log);
        return CurveReader.read(log);
    }

    private static Judgement judged(Curve before, Map<String, Double> metrics) {
        MeasuredRun reference =
                new MeasuredRun(BEFORE, before.epochs().get(BEST_OF_FAST - 1).metrics());
        return new GateJudge(GATES, new Reference.Found(reference), List.of())
                .judge(metrics, Challenges.NONE, ComparedData.NONE);
    }

    /** Two servers were told of it, as the log of deliveries keeps it; one was away at first. */
    static void send(FreeStyleBuild build) throws IOException {
        Files.writeString(TrainingBuildAction.of(build).directory(RUN).resolve("deliveries.json"), """
                [{"time": 1795750391000, "receiver": "https://dashboard.example.org", "delivery": "0b8f", "attempt": 1,
                  "fate": "again", "words": "answered 503", "againAfterSeconds": 5},
                 {"time": 1795750391000, "receiver": "https://chat.example.org", "delivery": "77c1", "attempt": 1,
                  "fate": "arrived", "words": "answered 204: arrived", "againAfterSeconds": 0},
                 {"time": 1795750396000, "receiver": "https://dashboard.example.org", "delivery": "0b8f", "attempt": 2,
                  "fate": "again", "words": "answered 503", "againAfterSeconds": 60},
                 {"time": 1795750456000, "receiver": "https://dashboard.example.org", "delivery": "0b8f", "attempt": 3,
                  "fate": "arrived", "words": "answered 200: arrived", "againAfterSeconds": 0}]
                """);
    }

    /** The mail that the documented Pipeline sends of it, with its attachment in place, as a mail program shows it. */
    static String mail(FreeStyleBuild build) throws Exception {
        String pipeline = Files.readString(PIPELINE);
        int start = pipeline.indexOf("body: '''") + "body: '''".length();
        String body = TokenMacro.expandAll(
                build, null, TaskListener.NULL, pipeline.substring(start, pipeline.indexOf("'''", start)));
        byte[] png = TrainingBuildAction.of(build).curves(RUN).orElseThrow().png();
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">
                <meta name="viewport" content="width=device-width"><title>A mail</title>
                <style>body { font: 14px sans-serif; margin: 16px; }</style></head><body>%s</body></html>
                """.formatted(body.replace(
                "cid:" + TrainingBuildAction.pictureName(RUN),
                "data:image/png;base64," + Base64.getEncoder().encodeToString(png)));
    }
}
