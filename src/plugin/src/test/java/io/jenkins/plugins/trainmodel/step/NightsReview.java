package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.trainmodel.job.AcceptedRuns;
import io.jenkins.plugins.trainmodel.job.SeriesEntry;
import io.jenkins.plugins.trainmodel.page.LiveRuns;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.gate.GateVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** What must hold of all nights when the last one is over, as the controller's own process sees it. */
record NightsReview(JenkinsRule jenkins) {
    private static final int RUNS_OF_A_SPREAD = 10;

    static void assertWhole(JenkinsRule jenkins) throws Exception {
        NightsReview review = new NightsReview(jenkins);
        review.assertSeries();
        review.assertChampionAloneIsKept();
        review.assertReferences();
        review.assertChain();
        review.assertGates();
        review.assertSentences();
        EventLogs.assertUnbroken(Nights.eventLog(review.build(Nights.RESTARTED)));
        review.assertNothingIsLeft();
    }

    /** The text of {@code training.json} among a night's artifacts. */
    static String trainingRecord(JenkinsRule jenkins, int night) throws Exception {
        Path artifacts = Nights.build(jenkins, night).getArtifactsDir().toPath();
        return Files.readString(artifacts.resolve("train-model/digits/model/training.json"));
    }

    private WorkflowRun build(int night) {
        return Nights.build(jenkins, night);
    }

    private void assertSeries() throws Exception {
        Path series = Nights.job(jenkins).getRootDir().toPath().resolve("train-model-series.jsonl");
        assertThat(Files.readAllLines(series)).hasSize(Nights.LAST);
        AcceptedRuns runs = AcceptedRuns.of(Nights.job(jenkins));
        List<Integer> accepted = new ArrayList<>(Nights.good());
        Collections.reverse(accepted);
        assertThat(numbers(runs.newestFirst("digits"))).isEqualTo(accepted);
        assertThat(numbers(runs.champions())).containsExactly(accepted.remove(0));
        assertThat(numbers(runs.formerChampions("digits"))).isEqualTo(accepted);
        for (int night : List.of(Nights.BROKEN, Nights.LOST)) {
            SeriesEntry entry = runs.find(night, "digits").orElseThrow();
            assertThat(entry.outcome()).isEqualTo("failure");
            assertThat(entry.promotion().state()).isEqualTo("none");
        }
    }

    private static List<Integer> numbers(List<SeriesEntry> entries) {
        return entries.stream().map(SeriesEntry::build).toList();
    }

    private void assertChampionAloneIsKept() {
        assertThat(Nights.job(jenkins).getBuilds())
                .hasSize(Nights.LAST - 1)
                .filteredOn(WorkflowRun::isKeepLog)
                .extracting(WorkflowRun::getNumber)
                .containsExactly(Nights.LAST);
    }

    /** Also those nights that came to nothing began with the right one. */
    private void assertReferences() throws Exception {
        assertThat(events(1, Provenance.Began.class)).isEmpty();
        for (int night : IntStream.rangeClosed(2, Nights.LAST).toArray()) {
            if (night != Nights.DELETED) {
                int reference = Nights.referenceOf(night);
                assertThat(events(night, Provenance.Began.class))
                        .as("what night %d began with", night)
                        .singleElement()
                        .matches(began -> began.reference().equals("nightly #" + reference))
                        .matches(began -> began.runId().equals(runId(reference)))
                        .matches(began -> began.warmStart().equals("parameters") && began.restored() > 0);
            }
        }
    }

    private <T extends TrainingEvent> List<T> events(int night, Class<T> kind) throws Exception {
        return EventReader.readAll(Nights.eventLog(build(night))).stream()
                .map(EventRecord::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private String runId(int night) {
        return record(night).path("runId").asText();
    }

    private JsonNode record(int night) {
        try {
            return new ObjectMapper().readTree(trainingRecord(jenkins, night));
        } catch (Exception e) {
            throw new AssertionError("Night " + night + " has no model", e);
        }
    }

    /** From the last model back to the first, by what stands in the packages alone. */
    private void assertChain() {
        List<Integer> chain = new ArrayList<>(List.of(Nights.LAST));
        Optional<Integer> before = predecessor(Nights.LAST);
        while (before.isPresent()) {
            chain.add(0, before.get());
            before = predecessor(before.get());
        }
        List<Integer> whole = new ArrayList<>(Nights.good());
        whole.remove(Integer.valueOf(Nights.DELETED));
        assertThat(chain).isEqualTo(whole);
    }

    private Optional<Integer> predecessor(int night) {
        JsonNode lineage = record(night).path("lineage");
        if (!lineage.isObject()) {
            return Optional.empty();
        }
        int before = Integer.parseInt(lineage.path("reference").asText().replace("nightly #", ""));
        assertThat(lineage.path("runId").asText()).isEqualTo(runId(before)).isNotBlank();
        return Optional.of(before);
    }

    private void assertGates() throws Exception {
        assertThat(gates(Nights.BROKEN)).hasSize(4).noneMatch(GateVerdict::held);
        assertThat(gates(Nights.LAST)).hasSize(4).allMatch(GateVerdict::held);
        assertThat(gates(Nights.LAST))
                .as("runs whose spread was taken")
                .extracting(GateVerdict::runs)
                .contains(Optional.of(RUNS_OF_A_SPREAD));
    }

    private List<GateVerdict> gates(int night) throws Exception {
        return events(night, Conclusion.Judged.class).get(0).gates();
    }

    /** One for each misfortune. */
    private void assertSentences() throws Exception {
        assertThat(Endings.of(build(Nights.BROKEN)))
                .singleElement()
                .asString()
                .startsWith("failure: ")
                .contains("validation/accuracy is ", "and not at least 0.9");
        assertThat(Endings.of(build(Nights.LOST)))
                .singleElement()
                .asString()
                .startsWith("failure: Lost agent first, on which the training ran: it was removed from Jenkins.");
        assertThat(console(Nights.DELETED + 1, " is deleted"))
                .singleElement()
                .asString()
                .endsWith(
                        "reference: nightly #%d; the later accepted #%d is deleted, without model package or of a failed build"
                                .formatted(Nights.DELETED - 1, Nights.DELETED));
        assertThat(console(Nights.BROKEN, "not promoted: ")).hasSize(1);
    }

    private List<String> console(int night, String part) throws Exception {
        return build(night).getLog(Integer.MAX_VALUE).stream()
                .filter(line -> line.contains(part))
                .toList();
    }

    private void assertNothingIsLeft() throws Exception {
        while (LiveRuns.get().size() > 0 || !trainersOnRecord().stream().allMatch(NightsReview::wasLost)) {
            Thread.sleep(100);
        }
        assertThat(names(Path.of(Nights.workspace(jenkins) + "@tmp")))
                .noneMatch(name -> name.startsWith("train-model-") || name.startsWith("durable-"));
        assertThat(TrainingBuildAction.of(build(Nights.LAST)).getRuns()).hasSize(1);
    }

    private List<String> trainersOnRecord() throws IOException {
        Path records = jenkins.jenkins.getRootDir().toPath().resolve("train-model/trainers");
        List<String> texts = new ArrayList<>();
        for (String name : names(records)) {
            try {
                texts.add(Files.readString(records.resolve(name)));
            } catch (NoSuchFileException e) {
                // Its trainer is known to be gone by now.
            }
        }
        return texts;
    }

    /** A machine that was removed may come back with what still runs on it, and is waited for. */
    private static boolean wasLost(String trainer) {
        return trainer.contains("\"node\":\"first\"");
    }

    private static String[] names(Path directory) {
        String[] names = directory.toFile().list();
        return names == null ? new String[0] : Arrays.stream(names).sorted().toArray(String[]::new);
    }
}
