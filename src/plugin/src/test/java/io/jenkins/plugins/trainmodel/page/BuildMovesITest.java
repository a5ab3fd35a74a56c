package io.jenkins.plugins.trainmodel.page;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Items;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.MockFolder;

/** Builds are saved, renamed, moved and deleted while runs go on. */
class BuildMovesITest extends BuildPageTest {

    @Test
    void shouldReachARunWhoseJobWasRenamedAndMoved() throws Exception {
        SampleRun sample = new SampleRun("digits", 41).epochs(1, 3);
        TrainedRun run = sample.enter(build);
        FreeStyleProject job = build.getProject();

        job.renameTo("renamed");
        assertThat(json("train-model/digits/api/json").at("/state").asText()).isEqualTo("running");
        MockFolder folder = jenkins.createFolder("folder");
        Items.move(job, folder);

        // Jenkins reads the builds of a job anew where it has come to.
        build = job.getBuildByNumber(build.getNumber());
        assertThat(build.getUrl()).contains("folder", "renamed");
        assertThat(json("train-model/digits/api/json").at("/phase").asText()).isEqualTo("training");
        assertThat(post("train-model/digits/stop").getStatusCode()).isEqualTo(200);
        assertThat(sample.live().commands()).containsExactly("stop by anonymous");
        sample.epochs(4, 4).finished(4, Outcome.SUCCESS).end(build, run, 4, Outcome.SUCCESS);
        assertThat(text("train-model/digits/")).contains("Stopped after epoch 4 of 60");
        assertThat(log(run)).startsWith(build.getRootDir().toPath()).exists();
        assertThat(LiveRuns.get().size()).isZero();
    }

    @Test
    void shouldNotKeepARunThatEnteredUnderAnotherObjectOfItsJob() throws Exception {
        SampleRun sample = new SampleRun("digits", 42).epochs(1, 3);
        TrainedRun run = sample.enter(build);
        jenkins.jenkins.reload();
        var again = jenkins.jenkins
                .getItemByFullName(build.getParent().getFullName(), FreeStyleProject.class)
                .getBuildByNumber(build.getNumber());

        LiveRuns.get().enter(again, run.getId(), sample.live());

        assertThat(LiveRuns.get().size()).isEqualTo(1);
        assertThat(LiveRuns.get().find(again, run.getId())).containsSame(sample.live());
        LiveRuns.get().leave(again, run.getId());
    }

    @Test
    void shouldEndARunWhoseBuildWasDeleted() throws Exception {
        SampleRun sample = new SampleRun("digits", 43).epochs(1, 3);
        TrainedRun run = sample.enter(build);

        build.delete();

        LiveRuns.get().leave(build, run.getId());
        assertThat(LiveRuns.get().size()).isZero();
        assertThat(Files.exists(build.getRootDir().toPath())).isFalse();
    }

    @Test
    void shouldLetTheBuildBeSavedWhileRunsBegin() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> saving = CompletableFuture.supplyAsync(() -> {
            int saved = 0;
            while (!over.get()) {
                try {
                    build.save();
                    saved++;
                } catch (Exception e) {
                    throw new IllegalStateException("build.xml could not be saved", e);
                }
            }
            return saved;
        });

        for (int number = 0; number < 200; number++) {
            action().begin("digits", "gpu");
        }
        over.set(true);

        assertThat(saving.get()).isPositive();
        build.reload();
        assertThat(action().getRuns()).hasSize(200);
    }
}
