package io.jenkins.trainmodel.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.message.Audience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageTest {
    @TempDir
    private Path runs;

    private static Lineage lineage(Path... places) throws IOException {
        List<FoundRun> found = new ArrayList<>();
        for (Path place : places) {
            found.add(FoundRun.read(place));
        }
        return Lineage.of(found);
    }

    private static List<Double> losses(StitchedCurve curve) {
        return curve.history().epochs().stream()
                .map(epoch -> epoch.metrics().get("validation/loss"))
                .toList();
    }

    @Test
    void shouldLayARunThatCountsAnewBehindTheEpochThatItBeganFrom() throws IOException {
        Path first = new RunOnDisk(runs, "monday").epochs(1, 4, 1.0).finished(4);
        Path second = new RunOnDisk(runs, "tuesday")
                .began("monday", "everything", 3)
                .epochs(1, 2, 0.2)
                .finished(2);
        Lineage lineage = lineage(second, first);

        StitchedCurve curve = lineage.curveOf(lineage.family().leaves().get(0));

        assertThat(losses(curve)).containsExactly(1.0, 0.5, 1.0 / 3, 0.2, 0.1);
        assertThat(curve.history().epochs())
                .extracting(TrainingEvent.Epoch::epoch)
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(curve.history().epochs().get(4))
                .extracting(TrainingEvent.Epoch::step, TrainingEvent.Epoch::elapsedSeconds)
                .containsExactly(50L, 5.0);
        assertThat(curve.segments())
                .extracting(
                        StitchedCurve.Segment::name, StitchedCurve.Segment::fromEpoch, StitchedCurve.Segment::toEpoch)
                .containsExactly(tuple("monday", 0, 3), tuple("tuesday", 3, 5));
        assertThat(curve.moments())
                .extracting(Moment::kind, Moment::text, Moment::epoch)
                .containsExactly(tuple(Moment.Kind.RUN, "tuesday", 3));
    }

    @Test
    void shouldLeaveARunWhereItIsThatCountsOnFromItsCheckpoint() throws IOException {
        Path first = new RunOnDisk(runs, "a").epochs(1, 4, 1.0).finished(4);
        Path second = new RunOnDisk(runs, "b")
                .write(new TrainingEvent.Restarted("a-id", "000002", "/runs/a/checkpoints/000002", 2, 20, 2))
                .began("older", "none", 9)
                .epochs(3, 5, 0.3)
                .finished(5);
        Path third = new RunOnDisk(runs, "c")
                .began("b", "parameters", 4)
                .epochs(1, 1, 7.0)
                .finished(1);
        Lineage lineage = lineage(first, second, third);

        StitchedCurve curve = lineage.curveOf(lineage.family().leaves().get(0));

        assertThat(losses(curve)).containsExactly(1.0, 0.5, 0.3 / 3, 0.3 / 4, 7.0);
        assertThat(curve.history().lastEpoch().orElseThrow().step()).isEqualTo(50);
        assertThat(curve.history().stepSeries().get(0).size()).isEqualTo(5);
        assertThat(curve.segments())
                .extracting(StitchedCurve.Segment::kind)
                .containsExactly(
                        Optional.empty(), Optional.of(Origin.Kind.RESTARTED), Optional.of(Origin.Kind.WARM_STARTED));
    }

    @Test
    void shouldMarkRestartsMachinesChangesAndCommandsWhereTheyAreOnTheWholeCurve() throws IOException {
        Path first = new RunOnDisk(runs, "a").epochs(1, 2, 1.0).finished(2);
        Path second = new RunOnDisk(runs, "b")
                .began("a", "parameters", 2)
                .epochs(1, 3, 1.0)
                .resumed(2, true, "gpu-2")
                .write(new TrainingEvent.HyperparameterChanged("training.batchSize", "8", "16", "ada", 2, 20))
                .write(new TrainingEvent.CommandApplied("1", "checkpoint", true, "saved", 3, 25))
                .write(new TrainingEvent.CommandApplied("2", "stop", false, "too late", 3, 25))
                .epochs(3, 3, 0.9)
                .finished(3);
        Lineage lineage = lineage(first, second);

        StitchedCurve curve = lineage.curveOf(lineage.family().leaves().get(0));

        assertThat(losses(curve)).containsExactly(1.0, 0.5, 1.0, 0.5, 0.3);
        assertThat(curve.moments())
                .extracting(moment -> moment.kind().word() + " " + moment.step() + " " + moment.text())
                .containsExactly(
                        "run 20 b",
                        "resume 40 000002",
                        "agent 40 gpu-1 → gpu-2",
                        "change 40 training.batchSize: 8 → 16",
                        "command 45 checkpoint");
    }

    @Test
    void shouldMarkARunThatBeganOnAnotherMachineThanItsParentEnded() throws IOException {
        Path first = new RunOnDisk(runs, "a")
                .epochs(1, 2, 1.0)
                .resumed(2, false, "gpu-9")
                .finished(2);
        Path second = new RunOnDisk(runs, "b")
                .began("a", "everything", 2)
                .epochs(1, 1, 1.0)
                .finished(1);
        Lineage lineage = lineage(first, second);

        assertThat(lineage.curveOf(lineage.family().leaves().get(0)).moments())
                .extracting(moment -> moment.kind().word() + " " + moment.epoch() + " " + moment.text())
                .endsWith("run 2 b", "agent 2 gpu-9 → gpu-1");
    }

    @Test
    void shouldDrawATreeInWhichAnAncestorThatIsGoneStillHasItsPlace() throws IOException {
        Path one = new RunOnDisk(runs, "one")
                .began("gone", "parameters", 9)
                .epochs(1, 2, 1.0)
                .finished(2);
        Path two = new RunOnDisk(runs, "two")
                .began("one", "everything", 2)
                .epochs(1, 1, 1.0)
                .finished(1);
        Path three = new RunOnDisk(runs, "three")
                .began("gone", "parameters", 5)
                .epochs(1, 1, 1.0)
                .finished(1);
        Path compared = new RunOnDisk(runs, "compared")
                .began("one", "none", 2)
                .epochs(1, 1, 1.0)
                .finished(1);

        List<String> tree = new LineageWords(Audience.RECORD)
                .tree(lineage(two, one, three, compared).family());

        assertThat(tree)
                .containsExactly(
                        "gone [gone-id] not at hand",
                        "├─ warm-started after epoch 9: one [one-id] success, 2 epochs, best validation/loss 0.5 in epoch 2 (%s)"
                                .formatted(one),
                        "│  └─ continued after epoch 2: two [two-id] success, 1 epoch, best validation/loss 1 in epoch 1 (%s)"
                                .formatted(two),
                        "└─ warm-started after epoch 5: three [three-id] success, 1 epoch, best validation/loss 1 in epoch 1 (%s)"
                                .formatted(three),
                        "compared [compared-id] success, 1 epoch, best validation/loss 1 in epoch 1 (%s)"
                                .formatted(compared));
    }

    @Test
    void shouldTellAFamilyInChineseAsWell() throws IOException {
        Path run = new RunOnDisk(runs, "b")
                .began("gone", "everything", 9)
                .epochs(1, 1, 1.0)
                .resumed(1, false, "gpu-2")
                .write(new TrainingEvent.CommandApplied("1", "goOn", true, "goes on", "ada", "", 1, 10))
                .finished(1);
        Audience reader = Audience.of(Locale.SIMPLIFIED_CHINESE, ZoneOffset.ofHours(8));

        List<String> tree = new LineageWords(reader).tree(lineage(run).family());

        assertThat(tree.get(0)).isEqualTo("gone [gone-id] 已不在");
        assertThat(tree.get(1)).startsWith("└─ 继续（第 9 轮次之后）：b [b-id] 成功，1 个轮次");
        assertThat(tree.get(3)).endsWith("第 1 轮次：换到另一台机器：gpu-1 → gpu-2");
        assertThat(tree.get(4)).endsWith("第 1 轮次：命令 继续，由 ada 发出");
    }

    @Test
    void shouldBeginTheCurveBehindAnAncestorThatIsGone() throws IOException {
        Path run = new RunOnDisk(runs, "b")
                .began("gone", "everything", 9)
                .epochs(1, 2, 1.0)
                .finished(2);
        Lineage lineage = lineage(run);

        StitchedCurve curve = lineage.curveOf(lineage.family().find("b-id").orElseThrow());

        assertThat(losses(curve)).containsExactly(1.0, 0.5);
        assertThat(curve.moments()).isEmpty();
    }

    @Test
    void shouldTakeTheFullerOfTwoPlacesOfOneRun() throws IOException {
        Path whole = new RunOnDisk(runs, "a").epochs(1, 3, 1.0).finished(3);
        Path early = Files.createDirectories(runs.resolve("copy"));
        Files.write(
                early.resolve("events.jsonl"),
                Files.readAllLines(whole.resolve("events.jsonl")).subList(0, 3));

        assertThat(lineage(early, whole).family().members())
                .singleElement()
                .satisfies(member -> assertThat(member.place()).isEqualTo(whole.toString()));
    }

    @Test
    void shouldNotGoRoundInCirclesWhereLogsClaimToBeTheirOwnAncestors() throws IOException {
        Path a = new RunOnDisk(runs, "a")
                .began("b", "parameters", 1)
                .epochs(1, 1, 1.0)
                .finished(1);
        Path b = new RunOnDisk(runs, "b")
                .began("a", "parameters", 1)
                .epochs(1, 1, 1.0)
                .finished(1);
        Path self = new RunOnDisk(runs, "s")
                .began("s", "parameters", 1)
                .epochs(1, 1, 1.0)
                .finished(1);

        assertThat(lineage(a, b, self).family().members())
                .extracting(Member::name)
                .containsExactlyInAnyOrder("a", "b", "s");
    }

    @Test
    void shouldGiveProgramsTheFamilyAndTheCurves() throws IOException {
        Path first = new RunOnDisk(runs, "a").epochs(1, 1, Double.NaN).finished(1);
        Path second = new RunOnDisk(runs, "b")
                .began("a", "everything", 1)
                .epochs(1, 1, 1.0)
                .finished(1);

        JsonNode json = new JsonMapper().readTree(LineageJson.of(lineage(first, second)));

        assertThat(json.at("/v").asInt()).isEqualTo(1);
        assertThat(json.at("/runs/0/origin").isNull()).isTrue();
        assertThat(json.at("/runs/1/origin/kind").asText()).isEqualTo("continued");
        assertThat(json.at("/runs/1/origin/runId").asText()).isEqualTo("a-id");
        assertThat(json.at("/curves/0/segments")).hasSize(2);
        assertThat(json.at("/curves/0/epochs/1/metrics/validation~1loss").asDouble())
                .isEqualTo(1.0);
        assertThat(json.at("/nonFinite/~1curves~10~1epochs~10~1metrics~1validation~01loss")
                        .asText())
                .isEqualTo("nan");
        assertThat(json.at("/curves/0/moments/0/kind").asText()).isEqualTo("run");
    }

    @Test
    void shouldKnowTheParentOfAPackageWhoseRunBeganAtACheckpoint() throws IOException {
        Files.writeString(runs.resolve("training.json"), """
                {"runId": "b-id", "name": "b",
                 "lineage": {"reference": "x", "runId": "x-id", "warmStart": "parameters", "epoch": 9, "step": 90},
                 "restarted": {"runId": "a-id", "checkpoint": "000004", "path": "/a/000004", "epoch": 4, "step": 40},
                 "result": {"outcome": "success", "packaged": {"epoch": 6, "step": 60, "metrics": {}}}}
                """);

        assertThat(FoundRun.read(runs).member().origin())
                .contains(new Origin(
                        Origin.Kind.RESTARTED,
                        "a-id",
                        "a-id",
                        Optional.of(4),
                        Optional.of(40L),
                        Optional.of("000004")));
    }

    @Test
    void shouldSayWhatIsNoRun() {
        assertThatThrownBy(() -> FoundRun.read(runs))
                .hasMessage(runs + " is neither a run directory, a model package nor an event log");
    }
}
