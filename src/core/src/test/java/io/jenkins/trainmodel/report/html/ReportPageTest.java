package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
    @TempDir
    Path folder;

    @Test
    void shouldTellTheRunInPlainHtml() throws Exception {
        assertThat(pageOf(SampleRun.finished()))
                .contains(
                        "Stopped after epoch 30 of 100: earlyStopping on validation/loss; best validation loss 0.0921 in "
                                + "epoch 22.",
                        "validation/loss has not improved on 0.0921 (epoch 22) by more than 0.0001 for 8 checks.",
                        "Why did it stop?",
                        "<caption class=\"hidden-caption\">Time by phase, 50.4 s");
    }

    @Test
    void shouldShowProgressWhileTheRunGoesOn() throws Exception {
        assertThat(pageOf(SampleRun.ofEpochs(14).stillRunning().build()))
                .contains("Training, after epoch 14 of 100", "14 of 100 epochs · about 3 min left");
    }

    @Test
    void shouldAdmitNothingButItsOwnScriptsAndStyle() throws Exception {
        String policy =
                matched(pageOf(SampleRun.finished()), "http-equiv=\"Content-Security-Policy\" content=\"([^\"]+)\"");

        assertThat(policy)
                .contains("default-src &#39;none&#39;", "base-uri &#39;none&#39;")
                .doesNotContain("unsafe", "http", "*");
        assertThat(Pattern.compile("sha256").matcher(policy).results().count()).isEqualTo(3);
    }

    @Test
    void shouldKeepTheLicenceOfItsCharts() throws Exception {
        assertThat(pageOf(SampleRun.finished()))
                .contains("Licensed to the Apache Software Foundation", "Apache ECharts 5");
    }

    @Test
    void shouldReplaceThePageAndLeaveNothingBeside() throws Exception {
        Path page = Files.writeString(folder.resolve("report.html"), "the page before");

        ReportPage.write(page, new RunHistory());

        // A run that never began says its name nowhere.
        assertThat(page)
                .content()
                .contains(folder.getFileName().toString())
                .doesNotContain("unnamed run", "the page before");
        assertThat(folder)
                .isDirectoryContaining(file -> file.equals(page))
                .isDirectoryNotContaining(file -> !file.equals(page));
    }

    @Test
    void shouldLeadToThePagesOfTheBuildFromWhereItIsArchived() throws Exception {
        Path page = folder.resolve("report.html");

        ReportPage.write(page, new RunHistory());

        assertThat(page).content().contains("<a href=\"../../../train-model/\">");
        assertThat(ReportPage.ofPackage(new RunHistory())).contains("<a href=\"../../../../train-model/\">");
    }

    @Test
    void shouldShowAHistoryWithTheSizeOfItsModel() throws Exception {
        Files.createDirectories(folder.resolve("model"));
        Files.write(folder.resolve("model/parameters.safetensors"), new byte[2048]);
        Path page = folder.resolve("report.html");

        ReportPage.write(page, history("model"));

        assertThat(page).content().contains("<strong>2 KiB</strong>", "Target reached.", "<strong>0.25</strong>");
    }

    @Test
    void shouldNotLookOutsideItsFolderForAModel() throws Exception {
        Files.write(folder.resolve("secret"), new byte[2048]);
        Path page = Files.createDirectories(folder.resolve("run")).resolve("report.html");

        ReportPage.write(page, history("../"));

        assertThat(page).content().contains("<strong>kept</strong>").doesNotContain("2 KiB");
    }

    @Test
    void shouldBoundThePageWhateverWasRecorded() throws Exception {
        String text = "<&".repeat(20_000);
        Map<String, String> environment =
                IntStream.range(0, 500).boxed().collect(Collectors.toMap(i -> i + text, i -> text));
        RunHistory history = history("model");
        add(history, 6, new TrainingEvent.Resumed("1", 1, 5, 0.2, false, environment, Optional.empty()));
        for (int i = 0; i < 1_000; i++) {
            add(history, 7 + i, new TrainingEvent.Warning(text, text));
            add(history, 8 + i, new Intervention.HyperparameterChanged(text + i, text, text, text, 1, 5));
            add(history, 9 + i, new TrainingEvent.RuleEvaluated(1 + i, 5, manyVerdicts(text, i)));
        }
        Path page = folder.resolve("page.html");

        ReportPage.write(page, history);

        assertThat(page.toFile().length()).isLessThan(4_000_000);
    }

    private static List<Verdict> manyVerdicts(String text, int turn) {
        Verdict verdict = new VerdictBuilder(
                        text,
                        text,
                        turn % 2 == 0 ? Verdict.Status.HELD : Verdict.Status.WARMING,
                        Outcome.SUCCESS,
                        0.5,
                        text)
                .build();
        return Collections.nCopies(300, verdict);
    }

    private static RunHistory history(String modelPath) throws Exception {
        var specification = JsonMapper.builder().build().readTree("{\"stopWhen\": [{\"maxEpochs\": 1}]}");
        RunHistory history = new RunHistory();
        add(
                history,
                1,
                new TrainingEvent.Started(
                        "id",
                        "small",
                        specification,
                        Map.of("java", "17"),
                        10,
                        2,
                        5,
                        Optional.of(1),
                        3,
                        1,
                        Optional.empty()));
        add(history, 2, new TrainingEvent.Step(1, 2, 0.1, Map.of("train/loss", Double.NaN)));
        add(history, 3, new TrainingEvent.Telemetry(0.1, Map.of("host/cpu", 0.5)));
        add(
                history,
                4,
                new TrainingEvent.Epoch(
                        1,
                        5,
                        0.2,
                        Map.of("train/loss", 0.25),
                        Map.of("forward", 0.2),
                        Optional.empty(),
                        Optional.of(new Best("train/loss", 1, 0.25))));
        add(
                history,
                5,
                new Conclusion.Finished(
                        Outcome.SUCCESS,
                        "Target reached.",
                        List.of(),
                        1,
                        5,
                        0.2,
                        Map.of(),
                        Optional.empty(),
                        Optional.of(modelPath),
                        true,
                        Optional.empty(),
                        Optional.empty()));
        return history;
    }

    private static void add(RunHistory history, long sequence, TrainingEvent event) {
        history.add(new EventRecord(
                1, sequence, Instant.parse("2026-11-24T08:00:00Z").plusSeconds(sequence), event));
    }

    private String pageOf(ReportData run) throws Exception {
        Path page = folder.resolve("page.html");
        ReportPage.write(page, run);
        return Files.readString(page);
    }

    private static String matched(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
