package io.jenkins.plugins.trainmodel.notice;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.checks.api.ChecksAnnotation;
import io.jenkins.plugins.checks.api.ChecksAnnotation.ChecksAnnotationBuilder;
import io.jenkins.plugins.checks.api.ChecksAnnotation.ChecksAnnotationLevel;
import io.jenkins.plugins.checks.api.ChecksConclusion;
import io.jenkins.plugins.checks.api.ChecksDetails;
import io.jenkins.plugins.checks.api.ChecksDetails.ChecksDetailsBuilder;
import io.jenkins.plugins.checks.api.ChecksImage;
import io.jenkins.plugins.checks.api.ChecksOutput;
import io.jenkins.plugins.checks.api.ChecksOutput.ChecksOutputBuilder;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import io.jenkins.plugins.checks.api.ChecksStatus;
import io.jenkins.plugins.trainmodel.page.RunResult;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.words.PlainText;
import java.util.List;
import jenkins.model.Jenkins;

/** A check for each run, where the plugin <em>Checks API</em> is, and one where no run began. */
@Extension(optional = true)
public class TrainingChecks implements TrainingListener {
    private static final String NAME = "Training";
    private static final String ABORTED = "aborted";
    private static final String SUCCESS = "success";

    @Override
    public void onStarted(Run<?, ?> build, TrainedRun run) {
        RunWords words = words(build, run);
        publish(
                build,
                check(run, words)
                        .withStatus(ChecksStatus.IN_PROGRESS)
                        .withOutput(new ChecksOutputBuilder()
                                .withTitle(Messages.TrainingChecks_goesOn())
                                .withSummary(Messages.TrainingChecks_curves())
                                .build()));
    }

    @Override
    public void onFinished(Run<?, ?> build, TrainedRun run, RunResult result) {
        RunWords words = words(build, run);
        publish(
                build,
                check(run, words)
                        .withStatus(ChecksStatus.COMPLETED)
                        .withConclusion(conclusion(result.outcome()))
                        .withOutput(output(build, words)));
    }

    /** Names what is wrong beside the lines where it stands. */
    @Override
    public void onRefused(Run<?, ?> build, List<Problem> problems) {
        ChecksOutputBuilder output = new ChecksOutputBuilder()
                .withTitle(Messages.TrainingChecks_refused())
                .withSummary(String.join(
                        Markup.MARKDOWN.lineBreak(),
                        problems.stream()
                                .map(Problem::message)
                                .map(Markup.MARKDOWN::escape)
                                .toList()));
        problems.stream()
                .filter(problem -> problem.line() > 0)
                .map(TrainingChecks::annotation)
                .forEach(output::addAnnotation);
        publish(
                build,
                new ChecksDetailsBuilder()
                        .withName(NAME)
                        .withStatus(ChecksStatus.COMPLETED)
                        .withConclusion(ChecksConclusion.FAILURE)
                        .withOutput(output.build()));
    }

    private static RunWords words(Run<?, ?> build, TrainedRun run) {
        return new RunWords(build, TrainingBuildAction.of(build).status(run));
    }

    private static ChecksDetailsBuilder check(TrainedRun run, RunWords words) {
        ChecksDetailsBuilder check = new ChecksDetailsBuilder().withName(NAME + ": " + PlainText.line(run.getName()));
        return Jenkins.get().getRootUrl() == null ? check : check.withDetailsURL(words.url());
    }

    private static ChecksConclusion conclusion(String outcome) {
        return switch (outcome) {
            case SUCCESS -> ChecksConclusion.SUCCESS;
            case ABORTED -> ChecksConclusion.CANCELED;
            default -> ChecksConclusion.FAILURE;
        };
    }

    private static ChecksOutput output(Run<?, ?> build, RunWords words) {
        ChecksOutputBuilder output = new ChecksOutputBuilder()
                .withTitle(words.reason(Markup.TEXT))
                .withSummary(words.summary(Markup.MARKDOWN))
                .withText(tables(words));
        if (mayBeSeenByAll(build)) {
            output.addImage(new ChecksImage("Curves", words.pictureUrl(), words.summary(Markup.TEXT)));
        }
        return output.build();
    }

    private static String tables(RunWords words) {
        return words.metrics(Markup.MARKDOWN) + "\n" + words.gates(Markup.MARKDOWN);
    }

    /** Whoever shows the check fetches the picture without a name. */
    private static boolean mayBeSeenByAll(Run<?, ?> build) {
        return Jenkins.get().getRootUrl() != null && build.getACL().hasPermission2(Jenkins.ANONYMOUS2, Item.READ);
    }

    private static ChecksAnnotation annotation(Problem problem) {
        return new ChecksAnnotationBuilder()
                .withPath(problem.file())
                .withLine(problem.line())
                .withAnnotationLevel(ChecksAnnotationLevel.FAILURE)
                .withMessage(problem.message())
                .build();
    }

    private static void publish(Run<?, ?> build, ChecksDetailsBuilder check) {
        ChecksDetails details = check.build();
        ChecksPublisherFactory.fromRun(build, TaskListener.NULL).publish(details);
    }
}
