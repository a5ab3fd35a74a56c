package io.jenkins.plugins.trainmodel.page;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import io.jenkins.trainmodel.event.Picture;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.htmlunit.WebResponse;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

class RunPageITest extends BuildPageTest {
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\"'&\u202e";

    @Test
    void shouldSayInTheSummaryWhereARunIsAndHowItEnded() throws Exception {
        SampleRun sample = new SampleRun("digits", 1).epochs(1, 5);
        TrainedRun run = sample.enter(build);

        assertThat(text(""))
                .contains(
                        "Training, after epoch 5 of 60; best validation loss ",
                        " left until maxEpochs.",
                        "tooltip=\"running\"");

        sample.epochs(6, 18).finished(18, Outcome.SUCCESS).end(build, run, 18, Outcome.SUCCESS);
        assertThat(text(""))
                .contains(
                        "Stopped after epoch 18 of 60: earlyStopping: validation/loss has not improved on ",
                        " for 8 of 8 epochs; best ")
                .contains("tooltip=\"success\"");
    }

    @Test
    void shouldSumUpManyRunsInATable() throws Exception {
        for (int number = 0; number < 10; number++) {
            new SampleRun("run " + number, number).epochs(1, 2).enter(build);
        }

        assertThat(text(""))
                .contains("training-summary-table", "Validation accuracy", "run 9", "All 10 runs")
                .doesNotContain(">run 1<");
        assertThat(text("train-model/"))
                .contains(
                        "sortable",
                        "training-filter",
                        "Validation loss",
                        ">run 1<",
                        "gpu-agent-03",
                        "Training, after epoch 2");
    }

    @Test
    void shouldShowARunAndLeadTheActionOfABuildWithOneRunToIt() throws Exception {
        new SampleRun("digits", 2).epochs(1, 5).enter(build);

        WebResponse page = get("train-model/");

        assertThat(page.getWebRequest().getUrl().getPath()).endsWith("/train-model/digits/");
        assertThat(page.getContentAsString())
                .contains("Why is it still running?", "5 of 60 epochs", "good enough", "Where the time went")
                .contains("NVIDIA H100", "learningRate", "train-model-assets/", "echarts.min.js")
                .doesNotContain("onclick=", "<script>");
    }

    @Test
    void shouldListTheRunsOfABuildWithSeveral() throws Exception {
        new SampleRun("digits", 3).epochs(1, 2).enter(build);
        new SampleRun("digits", 4).epochs(1, 2).enter(build);
        new SampleRun("api", 5).epochs(1, 2).enter(build);
        TrainedRun chinese = new SampleRun("训练一", 6).epochs(1, 2).enter(build);

        assertThat(chinese.getId()).matches("run-[0-9a-f]{12}");
        assertThat(text("train-model/")).contains("/digits/", "/digits-2/", "/api-2/", chinese.getId(), "训练一");
        assertThat(text("train-model/api-2/")).contains("after epoch 2");
        assertThat(text("train-model/" + chinese.getId() + "/")).contains("训练一");
        assertThat(get("train-model/other/").getStatusCode()).isEqualTo(404);
    }

    @Test
    void shouldLetOnlyThoseStopWhoMayCancel() throws Exception {
        SampleRun sample = new SampleRun("digits", 10).epochs(1, 2);
        TrainedRun run = sample.enter(build);
        List<String> commands = sample.live().commands();
        letReadersAndOperatorsIn();

        browser.login("stranger");
        assertThat(get("train-model/digits/data").getStatusCode()).isEqualTo(404);
        browser.login("reader");
        assertThat(text("train-model/digits/")).contains("digits").doesNotContain("data-command");
        for (String command : List.of("stop", "checkpoint", "hold", "go-on", "extend", "change", "kill")) {
            assertThat(post("train-model/digits/" + command).getStatusCode())
                    .as(command)
                    .isEqualTo(403);
        }
        browser.login("operator");
        assertThat(get("train-model/digits/stop").getStatusCode()).isEqualTo(405);
        assertThat(get("train-model/digits/kill").getStatusCode()).isEqualTo(405);
        assertThat(text("train-model/digits/"))
                .contains("data-command=\"stop\"")
                .doesNotContain("data-command=\"change\"");
        for (String command : List.of("extend?epochs=1", "change?set.training.optimizer.learningRate=0.5")) {
            assertThat(post("train-model/digits/" + command).getStatusCode())
                    .as(command)
                    .isEqualTo(403);
        }
        assertThat(commands).isEmpty();
        assertThat(post("train-model/digits/checkpoint").getStatusCode()).isEqualTo(200);
        assertThat(post("train-model/digits/stop").getStatusCode()).isEqualTo(200);
        assertThat(commands).containsExactly("checkpoint by operator", "stop by operator");

        LiveRuns.get().leave(build, run.getId());
        assertThat(post("train-model/digits/stop").getStatusCode()).isEqualTo(409);
    }

    private void letReadersAndOperatorsIn() {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "operator")
                .grant(Item.CANCEL)
                .everywhere()
                .to("operator")
                .grant(Jenkins.READ)
                .everywhere()
                .to("stranger"));
    }

    @Test
    void shouldKillOnlyWhatWasAskedToStop() throws Exception {
        SampleRun sample = new SampleRun("digits", 14).epochs(1, 2);
        sample.enter(build);

        assertThat(post("train-model/digits/kill").getStatusCode()).isEqualTo(409);
        assertThat(sample.live().commands()).isEmpty();

        assertThat(post("train-model/digits/stop").getStatusCode()).isEqualTo(200);
        assertThat(post("train-model/digits/kill").getStatusCode()).isEqualTo(200);
        assertThat(sample.live().commands()).containsExactly("stop by anonymous", "kill by anonymous");
    }

    @Test
    void shouldLetNoTextOfARunBecomeMarkup() throws Exception {
        SampleRun sample = new SampleRun(HOSTILE, 11)
                .epochs(1, 2)
                .add(new TrainingEvent.Warning(HOSTILE, HOSTILE))
                .add(new TrainingEvent.TextWritten(
                        2, 360, List.of(new TrainingEvent.TextWritten.Text(HOSTILE, HOSTILE))))
                .add(new TrainingEvent.Epoch(
                        3, 540, 70, Map.of(HOSTILE, 1.0), Map.of(HOSTILE, 1.0), Optional.empty(), Optional.empty()));
        TrainedRun run = sample.enter(build);
        new SampleRun("second", 12).enter(build);
        String page = "train-model/" + run.getId() + "/";
        sample.finished(3, Outcome.FAILURE).end(build, run, 3, Outcome.FAILURE);

        assertThat(run.getId()).matches("[a-z0-9-]+");
        for (String path : List.of("", "train-model/", page, "../train-model/", "../train-model/compare", "../")) {
            WebResponse response = get(path);
            assertThat(response.getStatusCode()).as(path).isEqualTo(200);
            assertThat(response.getContentAsString()).as(path).doesNotContain("<img src=x", "</script><img");
        }
        for (String path : List.of(page + "data", page + "curves", page + "events", "../train-model/trend")) {
            WebResponse response = get(path);
            assertThat(response.getContentType()).as(path).startsWith("application/");
            assertThat(response.getResponseHeaderValue("X-Content-Type-Options"))
                    .as(path)
                    .isEqualTo("nosniff");
        }
    }

    /** An agent may write what a trainer never would: too long, too many, what turns a line around, what rings a bell. */
    @Test
    void shouldShowWhatAModelWritesWithinBounds() throws Exception {
        String text = "<script>alert(1)</script>\n\u202egnirts\u0007\u001b[31m " + "x".repeat(300_000);
        SampleRun sample = new SampleRun("writer", 12)
                .epochs(1, 2)
                .add(written(1, "Twice", " upon a time"))
                .add(new TrainingEvent.TextWritten(
                        2, 360, Collections.nCopies(3, new TrainingEvent.TextWritten.Text("Once", text))));
        TrainedRun run = sample.enter(build);
        String page = "train-model/" + run.getId() + "/";

        sample.add(written(2, "Once", "\n<i>\u202e upon a time\u0007")).write(action().eventLog(run.getId()));
        assertThat(text(page))
                .contains("What the model writes", "<b>Once</b>\n&lt;i&gt;\uFFFD upon a time\uFFFD", "<b>Twice</b>")
                .doesNotContain("<i>\uFFFD", "\u0007", "\u202e");
        assertThat(text(page).length()).isLessThan(500_000);
        assertThat(text(page + "data")).contains("&lt;i&gt;").doesNotContain("<i>\uFFFD");

        sample.finished(2, Outcome.SUCCESS).end(build, run, 2, Outcome.SUCCESS);
        assertThat(text(page)).contains("&lt;i&gt;");
    }

    private static final Picture PICTURE =
            new Picture("iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAC0lEQVR4nGP4zwAAAgEBADK6K5IAAAAASUVORK5CYII=");

    @Test
    void shouldShowWhatAugmentationMakesOfImages() throws Exception {
        letReadersAndOperatorsIn();
        SampleRun sample = new SampleRun("flowers", 12).epochs(1, 2);
        TrainedRun run = sample.enter(build);
        String page = "train-model/" + run.getId() + "/";
        browser.login("reader");
        assertThat(text(page)).doesNotContain("images.png");
        assertThat(get(page + "images.png").getStatusCode()).isEqualTo(404);

        sample.add(new TrainingEvent.ImagesVaried(4, 3, PICTURE)).write(action().eventLog(run.getId()));

        assertThat(text(page))
                .contains("src=\"images.png\"", "alt=\"4 training images")
                .doesNotContain("data:image");
        WebResponse picture = get(page + "images.png");
        assertThat(picture.getContentType()).isEqualTo("image/png");
        assertThat(picture.getContentAsStream().readAllBytes()).isEqualTo(PICTURE.png());
        browser.login("stranger");
        assertThat(get(page + "images.png").getStatusCode()).isEqualTo(404);
    }

    @Test
    void shouldShowWhatTheDataIs() throws Exception {
        letReadersAndOperatorsIn();
        SampleRun sample = new SampleRun("people", 12).epochs(1, 2);
        TrainedRun run = sample.enter(build);
        String page = "train-model/" + run.getId() + "/";
        browser.login("reader");
        assertThat(text(page)).doesNotContain("id=\"dataset\"");

        sample.add(new TrainingEvent.DataRead(
                        "0123",
                        List.of(new TrainingEvent.DataFile("people <b>.csv", "0123")),
                        1,
                        List.of(
                                new TrainingEvent.ClassCount("cat", 1200, 300, 0),
                                new TrainingEvent.ClassCount("dog", 12, 3, 0)),
                        2,
                        Optional.of(5L),
                        List.of("border"),
                        1))
                .write(action().eventLog(run.getId()));

        assertThat(text(page))
                .contains("id=\"dataset\"", "people &lt;b&gt;.csv", "<td>1,200</td>", "nothing to learn from: border")
                .doesNotContain("people <b>");
    }

    private static TrainingEvent written(int epoch, String prompt, String text) {
        return new TrainingEvent.TextWritten(
                epoch, 180L * epoch, List.of(new TrainingEvent.TextWritten.Text(prompt, text)));
    }

    @Test
    void shouldShowARunThatHasSaidNothingYet() throws Exception {
        TrainedRun run = action().begin("digits", "");
        SampleLiveRun live = new SampleLiveRun(RunFigures.NONE);
        live.in(LiveStatus.Phase.STARTING);
        LiveRuns.get().enter(build, run.getId(), live);

        assertThat(text("")).contains("Starting");
        assertThat(text("train-model/digits/")).contains(">starting</span>").doesNotContain("unnamed run");
        assertThat(json("train-model/digits/data").at("/running").asBoolean()).isTrue();
    }

    @Test
    void shouldKeepTheBuildsOwnFileSmallWithTenLongRuns() throws Exception {
        Path file = build.getRootDir().toPath().resolve("build.xml");
        long before = Files.size(file);

        for (int number = 0; number < 10; number++) {
            SampleRun sample = new SampleRun("digits", number).epochs(1, 200);
            sample.finished(200, Outcome.SUCCESS).end(build, sample.enter(build), 200, Outcome.SUCCESS);
        }

        assertThat(Files.size(file) - before).isLessThan(10_000);
    }

    @Test
    void shouldServeTheScriptAndTheStyleToBeKept() throws Exception {
        String assets = "../../../train-model-assets/" + ReportAssets.version();

        assertThat(get(assets + "/report.js").getContentAsString()).contains("window.trainModelReport");
        assertThat(get(assets + "/report.css").getContentAsString()).startsWith(".train-model");
        assertThat(get(assets + "/report.js").getResponseHeaderValue("Cache-Control"))
                .contains("immutable");
        assertThat(get(assets + "/other").getStatusCode()).isEqualTo(404);
    }
}
