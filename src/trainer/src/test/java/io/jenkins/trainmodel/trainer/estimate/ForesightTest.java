package io.jenkins.trainmodel.trainer.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.check.Outlook;
import io.jenkins.trainmodel.check.Outlook.DataFromDisk;
import io.jenkins.trainmodel.check.Timing;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.trainer.learner.LearnerDescription;
import io.jenkins.trainmodel.trainer.profile.DiskProfile;
import io.jenkins.trainmodel.trainer.profile.MachineProfile;
import io.jenkins.trainmodel.trainer.profile.Placement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An epoch of 10 seconds, nearly all of them computing, on a machine whose disk reads 100 MB/s. */
class ForesightTest {
    private static final LearnerDescription LEARNER =
            new LearnerDescription("cpu", 250, 250, 3e5, 1e6, 1000, 1000, 2000, 1000, 1000, 500);
    private static final MeasuredEpochs.Measured EPOCH = new MeasuredEpochs.Measured(
            new Timing(0.1, 0, 9),
            new Timing(10, 1, 9),
            0.1,
            Map.of("forward", 3.0, "backward", 6.0, "validation", 0.5),
            2);
    private static final double RATE = 1e8;

    @TempDir
    private Path folder;

    private Optional<Outlook> outlook(Foresight foresight) throws Exception {
        Path data = Files.writeString(folder.resolve("data.csv"), "a,digit\n1,0\n2,1\n");
        Path spec = Files.writeString(folder.resolve("train.yaml"), """
            data: {type: csv, path: %s, label: digit}
            model: {type: mlp, hidden: [4]}
            stopWhen: [{maxEpochs: 1}]
            """.formatted(data));
        return foresight.outlook(
                new Placement(new SpecReader().read(spec, List.of()), LEARNER, false, 2, foresight.profile()),
                EPOCH,
                500_000);
    }

    private MachineProfile profile() throws Exception {
        String fileSystem = Files.getFileStore(folder).toString();
        return new MachineProfile(
                MachineProfile.SCHEMA_VERSION,
                "here",
                "cpu",
                "engine",
                2,
                Instant.EPOCH,
                1e10,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new MachineProfile.MatrixRates(1e11, Optional.empty(), Optional.empty()),
                1e-6,
                List.of(new DiskProfile(fileSystem, folder.toString(), Instant.EPOCH, RATE, RATE, 1000, false)));
    }

    @Test
    void shouldTakeNoLessThanTheDiskTakesForWhatMemoryCannotKeep() throws Exception {
        Foresight foresight = new Foresight(
                Optional.of(profile()), Optional.of(new DataFromDisk(5_000_000_000L, 1L << 30, Optional.of(RATE))));

        assertThat(foresight.epoch(EPOCH.epoch()).seconds()).isCloseTo(50, within(1e-9));
        Outlook outlook = outlook(foresight).orElseThrow();
        assertThat(outlook.bottleneck().bottleneck()).isEqualTo("data");
        assertThat(outlook.bottleneck().advice()).isEqualTo("disk");
        assertThat(outlook.bottleneck().seconds()).isCloseTo(50, within(1e-9));
        assertThat(outlook.data()).isPresent();
    }

    @Test
    void shouldLeaveAnEpochAsItWasRehearsedWhereTheDiskIsFasterOrReadOnce() throws Exception {
        for (DataFromDisk data : List.of(
                new DataFromDisk(500_000_000L, 1L << 20, Optional.of(RATE)),
                new DataFromDisk(5_000_000_000L, 1L << 40, Optional.of(RATE)),
                new DataFromDisk(5_000_000_000L, 1L << 20, Optional.empty()))) {
            Foresight foresight = new Foresight(Optional.of(profile()), Optional.of(data));

            assertThat(foresight.epoch(EPOCH.epoch())).isEqualTo(EPOCH.epoch());
            Outlook outlook = outlook(foresight).orElseThrow();
            assertThat(outlook.bottleneck().bottleneck()).isEqualTo("compute");
            assertThat(outlook.data()).contains(data);
        }
    }

    @Test
    void shouldNotMentionDataThatIsReadInAMoment() throws Exception {
        Foresight foresight =
                new Foresight(Optional.empty(), Optional.of(new DataFromDisk(1 << 20, 1L << 30, Optional.empty())));

        Outlook outlook = outlook(foresight).orElseThrow();
        assertThat(outlook.data()).isEmpty();
        assertThat(outlook.isProfiled()).isFalse();
        assertThat(outlook.bottleneck().share()).isCloseTo(0.9, within(1e-9));
    }
}
