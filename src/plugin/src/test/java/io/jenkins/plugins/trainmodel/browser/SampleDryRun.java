package io.jenkins.plugins.trainmodel.browser;

import hudson.model.Run;
import io.jenkins.plugins.trainmodel.dryrun.CheckCopy;
import io.jenkins.plugins.trainmodel.page.KeptModel;
import io.jenkins.plugins.trainmodel.page.RunFigures;
import io.jenkins.plugins.trainmodel.page.RunKind;
import io.jenkins.plugins.trainmodel.page.RunResult;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.check.Check;
import io.jenkins.trainmodel.check.Check.Status;
import io.jenkins.trainmodel.check.CheckFile;
import io.jenkins.trainmodel.check.CheckReport;
import io.jenkins.trainmodel.check.CheckWords;
import io.jenkins.trainmodel.check.Estimate;
import io.jenkins.trainmodel.check.Subject;
import io.jenkins.trainmodel.check.Timing;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.report.MachineOfRun;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A dry run that has found one thing wrong: the disk is too small. */
final class SampleDryRun {
    private static final Timing STEP = new Timing(0.021, 0.0004, 190);

    private SampleDryRun() {}

    /** Enters it into the build and returns the address of its page. */
    static String enter(Run<?, ?> build) throws Exception {
        CheckReport report = CheckReport.of("digits", checks(), Optional.of(estimate()));
        TrainingBuildAction action = TrainingBuildAction.of(build);
        TrainedRun run = action.begin("digits", "gpu-agent-03", "", RunKind.DRY_RUN);
        CheckCopy.keep(build, run.getId(), CheckFile.text(report).getBytes(StandardCharsets.UTF_8));
        String reason = "dry run: " + CheckWords.summary(Audience.RECORD, report);
        RunResult result = new RunResult(
                Outcome.FAILURE.word(),
                reason,
                List.of(),
                0,
                0,
                0,
                Map.of(),
                Map.of(),
                KeptModel.NONE,
                Optional.empty(),
                MachineOfRun.UNKNOWN);
        action.end(run.getId(), result, RunFigures.NONE, "");
        return build.getUrl() + "train-model/" + run.getId() + "/";
    }

    private static List<Check> checks() {
        return List.of(
                check(Subject.SPECIFICATION, Status.PASSED, "digits; stop rules: 5, gates: 2", 0.4),
                check(Subject.DATA, Status.PASSED, "1,394 samples for training, 403 for validation; classes: 10", 1.2),
                check(Subject.STEP, Status.PASSED, "forward, backward and update; the loss is 2.293", 0.1),
                check(
                        Subject.METRICS,
                        Status.PASSED,
                        "all that is needed is measured: train/loss, validation/loss",
                        0.1),
                check(Subject.CHECKPOINT, Status.PASSED, "207 KiB were written and read back equal", 0.05),
                check(
                        Subject.DISK,
                        Status.FAILED,
                        "the run needs about 2.97 GiB in /var/lib/jenkins/workspace/digits, of it 1.01 GiB for checkpoints,"
                                + " and 800 MiB are free there: make room, or lower checkpoint.keep and checkpoint.keepBest",
                        0.001));
    }

    private static Check check(Subject subject, Status status, String finding, double seconds) {
        return new Check(subject, status, List.of(finding), seconds);
    }

    private static Estimate estimate() {
        return new Estimate(
                "gpu0",
                44,
                Optional.of(100),
                STEP,
                new Timing(1.2, 0.05, 190),
                4.5,
                0.3,
                Optional.of(new Timing(125, 5, 190)),
                Optional.of(1800.0),
                17_226,
                3.3e6,
                1.6e9,
                15e3,
                Optional.empty(),
                Optional.empty(),
                new Estimate.Memory(300L << 20, 1 << 20, 1 << 20, 2 << 20, 4 << 20, 0),
                new Estimate.Disk(1 << 20, 1L << 30, 1L << 30, 1L << 28, 1 << 20, 1L << 30),
                Optional.empty(),
                Optional.empty());
    }
}
