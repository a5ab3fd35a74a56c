package io.jenkins.plugins.trainmodel.notice;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.RunResult;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What is rare in runs reaches listeners, and one that fails keeps nothing from the others nor from the run. */
@WithJenkins
@Timeout(60)
class AnnouncerITest {
    private static final BlockingQueue<String> HEARD = new LinkedBlockingQueue<>();

    @Test
    void shouldTellOfCommandsMilestonesPromotionAndTheEnd(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        SampleRun sample = new SampleRun("digits", 3).epochs(1, 2);
        TrainedRun run = sample.enter(build);
        Announcer announcer = Announcer.get();

        announcer.tell(build, run, new Intervention.CommandApplied("1", "checkpoint", true, "saved", 2, 20));
        announcer.tell(build, run, pause());
        sample.end(build, run, 2, Outcome.SUCCESS);
        announcer.promoted(build, run, "ada", "as good as it gets");

        assertThat(heard()).isEqualTo("checkpoint true saved");
        assertThat(heard()).isEqualTo("a look after 2");
        assertThat(heard()).isEqualTo("digits is success");
        assertThat(heard()).isEqualTo("promoted by ada: as good as it gets");
        assertThat(TrainingBuildAction.of(build).find("digits").orElseThrow().getState())
                .isEqualTo("success");
    }

    private static String heard() throws InterruptedException {
        return HEARD.poll(20, TimeUnit.SECONDS);
    }

    private static TrainingEvent pause() {
        Verdict milestone = new Verdict(
                "a look",
                "milestone",
                Verdict.Status.FIRED,
                Outcome.SUCCESS,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "epoch 2 is complete",
                List.of());
        return new Conclusion.Finished(
                Outcome.SUCCESS,
                "a look: epoch 2 is complete",
                List.of(milestone),
                2,
                20,
                4.5,
                Map.of(),
                Optional.empty(),
                Optional.of("model"),
                true,
                Optional.of(2),
                Optional.empty());
    }

    /** Hears it all. */
    @TestExtension
    public static final class Ear implements TrainingListener {
        @Override
        public void onCommand(Run<?, ?> build, TrainedRun run, Command command) {
            HEARD.add(command.name() + " " + command.accepted() + " " + command.message());
        }

        @Override
        public void onMilestone(Run<?, ?> build, TrainedRun run, Milestone milestone) {
            HEARD.add(milestone.rule() + " after " + milestone.epoch());
        }

        @Override
        public void onPromoted(Run<?, ?> build, TrainedRun run, Promotion promotion) {
            HEARD.add("promoted by " + promotion.by() + ": " + promotion.reason());
        }

        @Override
        public void onFinished(Run<?, ?> build, TrainedRun run, RunResult result) {
            HEARD.add(run.getName() + " is " + result.outcome());
        }
    }

    /** Fails whenever it hears anything. */
    @TestExtension
    public static final class Defect implements TrainingListener {
        @Override
        public void onCommand(Run<?, ?> build, TrainedRun run, Command command) {
            throw new IllegalStateException("a defect of another plugin");
        }

        @Override
        public void onFinished(Run<?, ?> build, TrainedRun run, RunResult result) {
            throw new NoSuchMethodError("an older core");
        }
    }
}
