package io.jenkins.trainmodel.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The curves of runs that began where others were, laid behind each other. */
class StitchedCurveTest {
    @TempDir
    private Path runs;

    private static List<Double> losses(StitchedCurve curve) {
        return curve.history().epochs().stream()
                .map(epoch -> epoch.metrics().get("validation/loss"))
                .toList();
    }

    @Test
    void shouldLayARunThatCountsAnewBehindTheEpochThatItBeganFrom() throws IOException {
        Path first = new RunOnDisk(runs, "monday").trained(4, 1.0);
        Path second =
                new RunOnDisk(runs, "tuesday").began("monday", "everything", 3).trained(2, 0.2);
        Lineage lineage = RunOnDisk.lineage(second, first);

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
        Path first = new RunOnDisk(runs, "a").trained(4, 1.0);
        Path second = new RunOnDisk(runs, "b")
                .write(new Provenance.Restarted("a-id", "000002", "/runs/a/checkpoints/000002", 2, 20, 2))
                .began("older", "none", 9)
                .epochs(3, 5, 0.3)
                .finished(5);
        Path third = new RunOnDisk(runs, "c").began("b", "parameters", 4).trained(1, 7.0);
        Lineage lineage = RunOnDisk.lineage(first, second, third);

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
        Path first = new RunOnDisk(runs, "a").trained(2, 1.0);
        Path second = new RunOnDisk(runs, "b")
                .began("a", "parameters", 2)
                .epochs(1, 3, 1.0)
                .resumed(2, true, "gpu-2")
                .write(new Intervention.HyperparameterChanged("training.batchSize", "8", "16", "ada", 2, 20))
                .write(new Intervention.CommandApplied("1", "checkpoint", true, "saved", 3, 25))
                .write(new Intervention.CommandApplied("2", "stop", false, "too late", 3, 25))
                .epochs(3, 3, 0.9)
                .finished(3);
        Lineage lineage = RunOnDisk.lineage(first, second);

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
        Path second = new RunOnDisk(runs, "b").began("a", "everything", 2).trained(1, 1.0);
        Lineage lineage = RunOnDisk.lineage(first, second);

        assertThat(lineage.curveOf(lineage.family().leaves().get(0)).moments())
                .extracting(moment -> moment.kind().word() + " " + moment.epoch() + " " + moment.text())
                .endsWith("run 2 b", "agent 2 gpu-9 → gpu-1");
    }

    @Test
    void shouldBeginTheCurveBehindAnAncestorThatIsGone() throws IOException {
        Path run = new RunOnDisk(runs, "b").began("gone", "everything", 9).trained(2, 1.0);
        Lineage lineage = RunOnDisk.lineage(run);

        StitchedCurve curve = lineage.curveOf(lineage.family().find("b-id").orElseThrow());

        assertThat(losses(curve)).containsExactly(1.0, 0.5);
        assertThat(curve.moments()).isEmpty();
    }
}
