package io.jenkins.trainmodel.trainer.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.event.BottleneckFound.Stage;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.learner.LearnerDescription;
import io.jenkins.trainmodel.trainer.profile.RunUsage.Spent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine of 10 GB/s, 100 GFLOP/s and, in bfloat16, 10; a network of 1 MFLOP and 1 kB of activations a sample. */
class PlacementTest {
    private static final LearnerDescription SMALL =
            new LearnerDescription("cpu", 250, 250, 3e5, 1e6, 1000, 1000, 2000, 1000, 1000, 500);

    @TempDir
    private Path folder;

    private final Map<String, Double> phases = new HashMap<>(
            Map.of("dataWait", 0.1, "transfer", 0.1, "forward", 3.0, "backward", 6.0, "update", 0.5, "other", 0.3));
    private MachineProfile profile;

    @BeforeEach
    void measured() throws Exception {
        profile =
                Profiles.cpu("build-7", Profiles.disk(Files.getFileStore(folder).toString()));
    }

    private TrainingSpec spec(String more) throws Exception {
        Path data = Files.writeString(folder.resolve("data.csv"), "a,digit\n1,0\n2,1\n");
        Path file = Files.writeString(folder.resolve("train.yaml"), """
            data: {type: csv, path: %s, label: digit}
            model: {type: mlp, hidden: [4]}
            stopWhen: [{maxEpochs: 1}]
            %s
            """.formatted(data, more));
        return new SpecReader().read(file, List.of());
    }

    private BottleneckFound place(String more, Spent spent) throws Exception {
        return place(more, SMALL, false, spent);
    }

    private BottleneckFound place(String more, LearnerDescription learner, boolean gpu, Spent spent) throws Exception {
        return new Placement(spec(more), learner, gpu, 2, Optional.of(profile))
                .of(spent)
                .orElseThrow();
    }

    /** 10 seconds of training. */
    private Spent spent(long samples) {
        return new Spent(phases, samples, 2.0, OptionalLong.of(1_000_000_000));
    }

    private static Stage stage(BottleneckFound found, String name) {
        return found.stages().stream()
                .filter(stage -> stage.stage().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldPlaceEveryPartOfTheWay() throws Exception {
        BottleneckFound found = place("", spent(500_000));

        assertThat(found.seconds()).isCloseTo(10, within(1e-9));
        assertThat(found.stages())
                .extracting(Stage::stage)
                .containsExactly("disk", "preprocessing", "memory", "compute");
        assertThat(stage(found, "disk").share()).hasValueSatisfying(is(0.1));
        assertThat(stage(found, "preprocessing").rate()).isCloseTo(50_000, within(1e-6));
        assertThat(stage(found, "preprocessing").share()).hasValueSatisfying(is(0.2));
        // 50 GFLOP in a second of 100
        assertThat(stage(found, "compute").share()).hasValueSatisfying(is(0.5));
        // batches of 32: a sample moves its batch twice, its activations twice, and its part of a batch and a step
        double bytes = 2 * 500 + 2 * 1000 + (2 * 1000 + 1000 + 2 * 1000 + 1000 + 2 * 2000) / 32.0;
        assertThat(stage(found, "memory").rate()).isCloseTo(50_000 * bytes, within(1.0));
        assertThat(found.profiledAt()).contains(profile.measuredAt());
    }

    private static Consumer<Double> is(double share) {
        return value -> assertThat(value).isCloseTo(share, within(1e-9));
    }

    @Test
    void shouldNameComputingWhereArithmeticIsBusy() throws Exception {
        BottleneckFound found = place("", spent(500_000));

        assertThat(found.bottleneck()).isEqualTo("compute");
        assertThat(found.share()).isCloseTo(0.95, within(1e-9));
        assertThat(found.setting()).isEqualTo("device");
    }

    @Test
    void shouldAdviseBfloat16OnlyWhereItPaysHere() throws Exception {
        assertThat(place("", spent(500_000)).advice()).isNotEqualTo("precision");

        profile = fast(profile);

        assertThat(place("", spent(500_000)).advice()).isEqualTo("precision");
        assertThat(place("training: {precision: bfloat16}", spent(500_000)).advice())
                .isNotEqualTo("precision");
    }

    /** With bfloat16 twice as fast as float32. */
    private static MachineProfile fast(MachineProfile slow) {
        return new MachineProfile(
                slow.version(),
                slow.host(),
                slow.device(),
                slow.engine(),
                slow.threads(),
                slow.measuredAt(),
                slow.memory(),
                Optional.of(1e10),
                Optional.of(1e9),
                Optional.of(1e9),
                new MachineProfile.MatrixRates(1e11, Optional.empty(), Optional.of(2e11)),
                slow.launchSeconds(),
                slow.disks());
    }

    @Test
    void shouldNameMemoryWhereThatIsBusier() throws Exception {
        LearnerDescription wide =
                new LearnerDescription("cpu", 250, 250, 3e3, 1e4, 1000, 1000, 2000, 90_000, 90_000, 500);

        BottleneckFound found = place("", wide, false, spent(500_000));

        assertThat(found.bottleneck()).isEqualTo("memory");
        assertThat(found.setting()).isEqualTo("training.batchSize");
    }

    @Test
    void shouldNameOverheadWhereTheDeviceIsIdle() throws Exception {
        BottleneckFound found = place("", spent(50_000));

        assertThat(found.bottleneck()).isEqualTo("overhead");
        assertThat(found.setting()).isEqualTo("training.batchSize");
    }

    @Test
    void shouldNameTheDataAndTellADiskFromTooFewProcessors() throws Exception {
        phases.put("dataWait", 20.0);

        assertThat(place("", new Spent(phases, 500_000, 25, OptionalLong.of(29_900_000_000L)))
                        .advice())
                .isEqualTo("disk");
        BottleneckFound found = place("", spent(500_000));
        assertThat(found.bottleneck()).isEqualTo("data");
        assertThat(found.advice()).isEqualTo("processors");
    }

    @Test
    void shouldNameTheTransfer() throws Exception {
        phases.put("transfer", 20.0);

        assertThat(place("", spent(500_000)).bottleneck()).isEqualTo("transfer");
    }

    @Test
    void shouldNameWhatComesWithTraining() throws Exception {
        phases.put("checkpoint", 20.0);
        assertThat(place("", spent(500_000)).setting()).isEqualTo("checkpoint.everyEpochs");
        assertThat(place("checkpoint: {everySteps: 5}", spent(500_000)).setting())
                .isEqualTo("checkpoint.everySteps");
        phases.put("validation", 30.0);
        assertThat(place("", spent(500_000)).setting()).isEqualTo("data.validation");
        phases.put("other", 40.0);
        assertThat(place("reporting: {everySteps: 1}", spent(500_000)).setting())
                .isEqualTo("reporting.everySteps");
        assertThat(place("", spent(500_000)).bottleneck()).isEqualTo("overhead");
    }

    /** The host's phases tell when work was launched, and the rest passes where the host waits for it. */
    @Test
    void shouldCountWhatAGpuIsWaitedForAsComputing() throws Exception {
        profile = fast(profile);
        phases.put("other", 20.0);

        BottleneckFound found = place("", SMALL, true, spent(1_500_000));

        assertThat(found.bottleneck()).isEqualTo("compute");
        assertThat(found.stages())
                .extracting(Stage::stage)
                .containsExactly("disk", "preprocessing", "memory", "transfer", "deviceMemory", "compute");
    }

    @Test
    void shouldTellRatesWithoutPeaksWhereTheMachineIsNotKnown() throws Exception {
        BottleneckFound found = new Placement(spec(""), SMALL, false, 2, Optional.empty())
                .of(spent(500_000))
                .orElseThrow();

        assertThat(found.bottleneck()).isEqualTo("compute");
        assertThat(found.advice()).isEqualTo("profile");
        assertThat(stage(found, "compute").peak()).isEmpty();
        assertThat(found.profiledAt()).isEmpty();
    }

    @Test
    void shouldTellNothingOfWhatWasNotTrained() throws Exception {
        assertThat(new Placement(spec(""), SMALL, false, 2, Optional.of(profile))
                        .of(new Spent(Map.of("other", 1.0), 0, 0, OptionalLong.empty())))
                .isEmpty();
    }
}
