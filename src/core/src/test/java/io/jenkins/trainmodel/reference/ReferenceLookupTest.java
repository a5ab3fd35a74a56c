package io.jenkins.trainmodel.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.backtest.CurveReader;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventCodec;
import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.gate.MeasuredRun;
import io.jenkins.trainmodel.gate.Reference;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec.PastRuns;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec.Place;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec.WhenMissing;
import io.jenkins.trainmodel.stop.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceLookupTest {
    private static final String PACKAGED = """
            {"version": 1, "runId": "run-9", "name": "digits", "unknown": {"deep": [1]},
             "result": {"outcome": "success", "packaged": {"epoch": 2, "step": 80, "metrics": {"validation/loss": 0.25}}}}
            """;

    @TempDir
    private Path folder;

    private static ReferenceLookup lookUp(Place place, PastRuns... history) {
        return ReferenceLookup.of(
                Optional.of(new ReferenceSpec(place, Optional.of("nightly #41"), WhenMissing.START, List.of(history))));
    }

    private ReferenceLookup at(String path) {
        return lookUp(new Place.At(folder.resolve(path)));
    }

    /** Two epochs, of which the first one's model is kept. */
    private RunDirectory run(String name, Outcome outcome, TrainingEvent... beforeTheEnd) throws IOException {
        List<TrainingEvent> events =
                new ArrayList<>(List.of(EventSamples.started(), EventSamples.epoch(1, 40), EventSamples.epoch(2, 80)));
        events.addAll(List.of(beforeTheEnd));
        events.add(new Conclusion.Finished(
                outcome,
                "enough",
                List.of(),
                2,
                80,
                4,
                Map.of(),
                Optional.empty(),
                Optional.of("model"),
                true,
                Optional.of(1),
                Optional.empty()));
        RunDirectory directory = new RunDirectory(Files.createDirectories(folder.resolve(name)));
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        for (int i = 0; i < events.size(); i++) {
            log.write(EventCodec.encode(EventSamples.record(i + 1, events.get(i))));
        }
        Files.write(directory.events(), log.toByteArray());
        return directory;
    }

    private void begun(RunDirectory run, long day) throws IOException {
        Files.writeString(run.marker(), "{}");
        Files.setLastModifiedTime(run.marker(), FileTime.fromMillis(86_400_000L * day));
    }

    @Test
    void shouldKnowWhatTheKeptModelOfARunHasMeasured() throws IOException {
        run("nightly-41", Outcome.SUCCESS);

        ReferenceRun found = at("nightly-41").run().orElseThrow();

        assertThat(found.runId()).isEqualTo("run-1");
        assertThat(found.accepted()).isTrue();
        assertThat(found.kept().orElseThrow().epoch()).isEqualTo(1);
        assertThat(found.measured())
                .isEqualTo(new MeasuredRun("nightly #41", Map.of("train/loss", 0.5, "validation/loss", 0.6)));
        assertThat(found.curve().epochs()).hasSize(2);
    }

    @Test
    void shouldGiveTheKeptEpochOfACurveWhatTheTestHasMeasured() throws IOException {
        TrainingEvent tested = EventSamples.all().stream()
                .filter(Conclusion.Tested.class::isInstance)
                .findFirst()
                .orElseThrow();
        run("nightly-41", Outcome.SUCCESS, tested);

        ReferenceRun found = at("nightly-41").run().orElseThrow();

        assertThat(found.curve().metrics()).doesNotContain("test/accuracy");
        assertThat(found.curveWithTest().epochs())
                .extracting(epoch -> epoch.metrics().get("test/accuracy"))
                .containsExactly(0.5, null);
    }

    @Test
    void shouldPreferWhatThePackageSaysOfItsOwnModel() throws IOException {
        RunDirectory run = run("nightly-41", Outcome.SUCCESS);
        Files.writeString(Files.createDirectories(run.model()).resolve("training.json"), PACKAGED);

        assertThat(at("nightly-41").run().orElseThrow().measured().metrics())
                .isEqualTo(Map.of("train/loss", 0.5, "validation/loss", 0.25));
    }

    @Test
    void shouldReadAModelPackageAlone() throws IOException {
        Path model = Files.createDirectories(folder.resolve("champion"));
        Files.writeString(model.resolve("training.json"), PACKAGED);
        Files.writeString(model.resolve("metrics.csv"), "epoch,validation/loss\n1,0.5\n2,0.25\n");

        ReferenceRun found = at("champion").run().orElseThrow();

        assertThat(found.runId()).isEqualTo("run-9");
        assertThat(found.measured().metrics()).isEqualTo(Map.of("validation/loss", 0.25));
        assertThat(found.accepted()).isTrue();
        assertThat(found.curve().epochs()).hasSize(2);
    }

    @Test
    void shouldTakeTheLastEpochOfACurveThatSaysNothingElse() throws IOException {
        Files.writeString(folder.resolve("old.csv"), "epoch,f1\n1,0.8\n2,0.9\n");

        assertThat(at("old.csv").run().orElseThrow().measured().metrics()).isEqualTo(Map.of("f1", 0.9));
    }

    @Test
    void shouldSayWhyThereIsNoReference() throws IOException {
        Path damaged = Files.createDirectories(folder.resolve("damaged"));
        Files.writeString(damaged.resolve("training.json"), "{\"result\":");

        assertThat(at("gone").problem().orElseThrow())
                .contains("nightly #41 is not to be had: ", "gone", "does not exist");
        assertThat(at("damaged").problem().orElseThrow()).contains("training.json", "cannot be read");
        assertThat(lookUp(new Place.Missing("build #41 was deleted")).problem()).contains("build #41 was deleted");
        assertThat(lookUp(new Place.First()).reference()).isEqualTo(new Reference.First());
        assertThat(ReferenceLookup.of(Optional.empty()).problem()).contains("the specification names none");
    }

    @Test
    void shouldCountAcceptedRunsAloneInTheOrderOfTheirBeginning() throws IOException {
        begun(run("night-1", Outcome.SUCCESS), 3);
        begun(run("night-2", Outcome.UNSTABLE), 2);
        begun(run("night-3", Outcome.SUCCESS), 1);
        begun(
                run(
                        "night-4",
                        Outcome.SUCCESS,
                        new Conclusion.Judged(
                                List.of(EventSamples.REFUSED), Outcome.SUCCESS, Optional.of(1), Optional.empty())),
                4);
        begun(run("other", Outcome.SUCCESS), 5);
        Files.createDirectories(folder.resolve("night-empty"));
        MeasuredRun inline = new MeasuredRun("#40", Map.of("f1", 0.9));

        AcceptedRuns accepted = lookUp(
                        new Place.First(),
                        new PastRuns.Directories(folder, "night-*"),
                        new PastRuns.Inline(inline),
                        new PastRuns.Directories(folder.resolve("nowhere"), "*"))
                .accepted();

        assertThat(accepted.runs()).extracting(MeasuredRun::name).containsExactly("night-3", "night-1", "#40");
        assertThat(accepted.problems()).isEmpty();
    }

    @Test
    void shouldSayWhichRunOfTheHistoryIsDamagedAndCountTheOthers() throws IOException {
        run("night-1", Outcome.SUCCESS);
        Files.writeString(Files.createDirectories(folder.resolve("night-2")).resolve("training.json"), "[]");

        AcceptedRuns accepted = lookUp(new Place.First(), new PastRuns.Directories(folder, "night-*"))
                .accepted();

        assertThat(accepted.runs()).hasSize(1);
        assertThat(accepted.problems()).singleElement().asString().contains("night-2");
    }

    @Test
    void shouldKeepTheCurveOfAReferenceForLater() throws IOException {
        Files.writeString(folder.resolve("old.csv"), "epoch,f1\n1,0.8\n2,nan\n");
        Path copy = folder.resolve("reference.csv");

        ReferenceCsv.write(copy, CurveReader.read(folder.resolve("old.csv")));

        assertThat(CurveReader.read(copy).epochs())
                .extracting(epoch -> epoch.metrics().get("f1"))
                .containsExactly(0.8, Double.NaN);
    }
}
