package io.jenkins.plugins.trainmodel.reference;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.KeptModel;
import io.jenkins.plugins.trainmodel.page.RunFigures;
import io.jenkins.plugins.trainmodel.page.RunRecorder;
import io.jenkins.plugins.trainmodel.page.RunResult;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.report.MachineOfRun;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jvnet.hudson.test.JenkinsRule;

/** Nights of a job as the step would leave them, without the training. */
public record SampleNight(JenkinsRule jenkins, FreeStyleProject job) {

    public FreeStyleBuild accepted() throws Exception {
        return night("digits", "success", List.of());
    }

    public FreeStyleBuild rejected() throws Exception {
        return night("digits", "unstable", List.of(verdict(GateVerdict.Answer.FAILED)));
    }

    public FreeStyleBuild night(String name, String outcome, List<GateVerdict> gates) throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        run(build, name, outcome, gates);
        return build;
    }

    /** Within the build, as the step does it that is to promote what is accepted. */
    public Promotions.Answer promoted(Run<?, ?> build) throws Exception {
        TrainedRun run = run(build, "digits", "success", List.of());
        return Promotions.get().promoteIfAccepted(build, run.getId(), result(build, "success", List.of()));
    }

    public TrainedRun run(Run<?, ?> build, String name, String outcome, List<GateVerdict> gates) throws Exception {
        TrainingBuildAction action = TrainingBuildAction.of(build);
        TrainedRun begun = action.begin(name, "");
        Path model = build.getArtifactsDir().toPath().resolve("train-model/" + begun.getId() + "/model");
        Files.createDirectories(model);
        Files.writeString(model.resolve("model.pt"), "parameters of build " + build.getNumber());
        Manifest.write(model);
        RunResult result = result(build, outcome, gates);
        TrainedRun ended = action.end(begun.getId(), result, RunFigures.NONE, "train-model/" + begun.getId())
                .orElseThrow();
        RunRecorder.recordFinished(build, ended, result);
        return ended;
    }

    private static RunResult result(Run<?, ?> build, String outcome, List<GateVerdict> gates) {
        Map<String, Double> metrics = Map.of("validation/f1", 0.9 + build.getNumber() / 1000.0);
        return new RunResult(
                outcome,
                "maxEpochs: 3 epochs",
                List.of("maxEpochs"),
                3,
                3,
                12,
                metrics,
                metrics,
                new KeptModel(true, 3, 0, metrics, gates),
                Optional.empty(),
                MachineOfRun.UNKNOWN);
    }

    public static GateVerdict verdict(GateVerdict.Answer answer) {
        return new GateVerdict(
                "validation/f1 at least 0.95",
                "validation/f1",
                answer,
                Optional.empty(),
                Optional.of(0.9),
                Optional.empty(),
                Optional.of(0.95),
                Optional.empty(),
                Optional.empty(),
                Outcome.UNSTABLE,
                "validation/f1 is 0.9 <b>&</b> must be at least 0.95");
    }
}
