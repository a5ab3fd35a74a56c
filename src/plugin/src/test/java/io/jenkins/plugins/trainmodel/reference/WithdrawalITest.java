package io.jenkins.plugins.trainmodel.reference;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import hudson.tasks.Builder;
import io.jenkins.plugins.trainmodel.OneJenkinsTest;
import io.jenkins.plugins.trainmodel.job.AcceptedRuns;
import io.jenkins.plugins.trainmodel.job.SeriesEntry;
import io.jenkins.plugins.trainmodel.notice.TrainingListener;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.FailureBuilder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestBuilder;
import org.jvnet.hudson.test.UnstableBuilder;

/** Builds that fail after a training that was accepted. */
class WithdrawalITest extends OneJenkinsTest {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private FreeStyleProject job;
    private SampleNight nights;

    private interface Training {
        void of(Run<?, ?> build) throws Exception;
    }

    @BeforeEach
    void createJob() throws Exception {
        job = jenkins.createFreeStyleProject("nightly");
        nights = new SampleNight(jenkins, job);
    }

    private FreeStyleBuild build(Result expected, Builder... steps) throws Exception {
        job.getBuildersList().replaceBy(List.of(steps));
        return jenkins.buildAndAssertStatus(expected, job);
    }

    private static Builder training(Training training) {
        return new TestBuilder() {
            @Override
            public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
                    throws InterruptedException, IOException {
                try {
                    training.of(build);
                    return true;
                } catch (Exception e) {
                    throw new IOException(e);
                }
            }
        };
    }

    private Builder promoted() {
        return training(build -> assertThat(nights.promoted(build).done()).isTrue());
    }

    private String heard() throws InterruptedException {
        return heard.poll(20, TimeUnit.SECONDS);
    }

    private List<Integer> champions() throws IOException {
        return AcceptedRuns.of(job).champions().stream().map(SeriesEntry::build).toList();
    }

    private Finding lastAccepted() throws Exception {
        Run<?, ?> now = build(Result.SUCCESS);
        return new ReferenceLookup(now, "digits", new LastAcceptedChoice().wish()).find();
    }

    @Test
    void shouldMakeTheChampionBeforeChampionAgainAndSayWhy() throws Exception {
        ExtensionList.lookup(TrainingListener.class).add(new Ear());
        FreeStyleBuild first = build(Result.SUCCESS, promoted());
        FreeStyleBuild failed = build(Result.FAILURE, promoted(), new FailureBuilder());

        jenkins.assertLogContains(
                "withdrawn: nightly #2 is no reference any more, and nightly #1 is the champion again"
                        + " (the build's result is FAILURE)",
                failed);
        assertThat(List.of(heard(), heard(), heard(), heard()))
                .containsExactly(
                        "#1 promoted",
                        "#2 promoted",
                        "#2 demoted by its build: the build's result is FAILURE",
                        "#1 promoted");
        assertThat(champions()).containsExactly(1);
        assertThat(first.isKeepLog()).isTrue();
        assertThat(failed.isKeepLog()).isFalse();
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            browser.getOptions().setJavaScriptEnabled(false);
            assertThat(browser.getPage(failed).getWebResponse().getContentAsString())
                    .contains("<strong>withdrawn</strong>", "its build", "the build's result is FAILURE");
        }
        assertThat(((Finding.Found) lastAccepted()).build()).isEqualTo(first);
    }

    @Test
    void shouldTellOfADemotionOnce() throws Exception {
        ExtensionList.lookup(TrainingListener.class).add(new Ear());
        FreeStyleBuild accepted = nights.accepted();
        FreeStyleBuild rejected = nights.rejected();

        for (String reason : List.of("the labels were wrong", "pressed twice")) {
            assertThat(Promotions.get()
                            .demote(accepted, "digits", "ada", reason)
                            .done())
                    .isTrue();
        }
        Promotions.get().demote(rejected, "digits", "ada", "was no reference");
        Promotions.get().promote(accepted, "digits", "ada", "they were right");

        assertThat(List.of(heard(), heard()))
                .containsExactly("#1 demoted by ada: the labels were wrong", "#1 promoted");
    }

    @Test
    void shouldLeaveUnstableBuildsAndWhatAPersonHasPromoted() throws Exception {
        build(Result.UNSTABLE, promoted(), new UnstableBuilder());
        assertThat(champions()).containsExactly(1);

        Builder byAda = training(build -> {
            nights.promoted(build);
            Promotions.get().promote(build, "digits", "ada", "the deployment is known to fail");
        });
        build(Result.FAILURE, byAda, new FailureBuilder());

        assertThat(champions()).containsExactly(2);
        assertThat(((Finding.Found) lastAccepted()).build().getNumber()).isEqualTo(2);
        FreeStyleBuild third = build(Result.FAILURE, promoted(), new FailureBuilder());
        Promotions.get().promote(third, "digits", "ada", "looked at it");
        assertThat(((Finding.Found) lastAccepted()).build()).isEqualTo(third);
    }

    @Test
    void shouldPromoteNothingOfABuildThatHasFailedAlready() throws Exception {
        Builder late = training(build -> {
            build.setResult(Result.FAILURE);
            assertThat(nights.promoted(build).words()).isEqualTo("not promoted: the build's result is FAILURE");
        });

        build(Result.FAILURE, late);

        assertThat(champions()).isEmpty();
        assertThat(lastAccepted())
                .as("no build has stood by a run of this name yet")
                .isEqualTo(new Finding.First());
    }

    /** Such a build has no listeners any more: it is a failed one when it is loaded again. */
    @Test
    void shouldPassOverABuildThatDiedWithItsController() throws Exception {
        FreeStyleBuild first = build(Result.SUCCESS, promoted());
        FreeStyleBuild died = build(Result.SUCCESS, promoted());
        Path file = died.getRootDir().toPath().resolve("build.xml");
        Files.writeString(file, Files.readString(file).replace("<result>SUCCESS<", "<result>FAILURE<"));
        // A step of a test cannot be loaded again.
        job.getBuildersList().replaceBy(List.of());
        jenkins.jenkins.reload();
        job = jenkins.jenkins.getItemByFullName("nightly", FreeStyleProject.class);

        Finding.Found found = (Finding.Found) lastAccepted();

        assertThat(found.build().getNumber()).isEqualTo(first.getNumber());
        assertThat(found.remark()).contains("#2 is deleted, without model package or of a failed build");
    }

    /** Hears of promotions and demotions of this test's job. */
    private final class Ear implements TrainingListener {
        @Override
        public void onPromoted(Run<?, ?> build, TrainedRun run, Promotion promotion) {
            hear(build, "promoted");
        }

        @Override
        public void onDemoted(Run<?, ?> build, TrainedRun run, Promotion demotion) {
            hear(build, "demoted by " + demotion.by() + ": " + demotion.reason());
        }

        private void hear(Run<?, ?> build, String what) {
            if (build.getParent() == job) {
                heard.add(build.getDisplayName() + " " + what);
            }
        }
    }
}
