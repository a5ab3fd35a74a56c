package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.spec.LearningSpec.ClassWeights;
import io.jenkins.trainmodel.trainer.collective.SharedMemoryCollective;
import io.jenkins.trainmodel.trainer.collective.nccl.FakeNccl;
import io.jenkins.trainmodel.trainer.collective.nccl.NcclLibrary;
import io.jenkins.trainmodel.trainer.collective.nccl.NcclSum;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.network.Networks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Learners that share every batch. Threads stand for the processes; what is added up goes the same ways. */
@Timeout(180)
class SharedBatchTest {
    private static final int STEPS = 5;
    private static final int SAMPLES = 8;
    private static final int FEATURES = 5;
    private static final int CLASSES = 3;
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private static Specs specs() {
        return Specs.measuring("accuracy").clip(1);
    }

    private static LearnerSettings settings(Specs specs) {
        return specs.classifier(Networks.build("mlp", Map.of("hidden", List.of(7)), List.of(FEATURES), CLASSES));
    }

    /** What came of it: parameters, and the loss over all samples. */
    private record Learned(double[] parameters, double loss) {
        static Learned of(Learner learner) {
            return new Learned(
                    Tensors.flat(learner.parameters()),
                    learner.read().epochMetrics().get("loss"));
        }
    }

    private Learned alone(Specs specs) {
        return alone(specs, SAMPLES);
    }

    /** @param most samples that pass through the network at once */
    private Learned alone(Specs specs, int most) {
        try (Learner learner =
                Learners.create(settings(specs), TestEngine.load().device(), Sharing.NOTHING.inPartsOf(most))) {
            learner.beginEpoch();
            for (int step = 1; step <= STEPS; step++) {
                learner.train(batch(step), step, 0.01, true, 1);
            }
            return Learned.of(learner);
        }
    }

    private static Batch batch(int step) {
        return Batches.classes(step, SAMPLES, FEATURES, CLASSES);
    }

    /**
     * What each of some learners has learned.
     *
     * @param boundaries the first sample of each, and behind the last
     * @param library through which gradients are added up where they lie
     */
    private List<Learned> together(Specs specs, List<Integer> boundaries, Optional<NcclLibrary> library)
            throws Exception {
        TestEngine.load();
        int size = boundaries.size() - 1;
        Path file = Files.createTempDirectory(folder, "together").resolve("shared");
        byte[] id = library.isPresent() ? library.get().newId() : new byte[0];
        ExecutorService threads = Executors.newFixedThreadPool(size);
        try {
            List<Future<Learned>> learning = new ArrayList<>();
            for (int rank = 0; rank < size; rank++) {
                SharedMemoryCollective collective = rank == 0
                        ? SharedMemoryCollective.lead(file, size, LONG)
                        : SharedMemoryCollective.join(file, rank, size, LONG);
                int first = boundaries.get(rank);
                int end = boundaries.get(rank + 1);
                learning.add(threads.submit(() -> {
                    try (collective) {
                        if (library.isPresent()) {
                            collective.addUpOnDevice(NcclSum.join(
                                    library.get(), id, collective.rank(), size, LONG, collective::requireOthers));
                        }
                        return learn(specs, collective, first, end);
                    }
                }));
            }
            List<Learned> learned = new ArrayList<>();
            for (Future<Learned> one : learning) {
                learned.add(one.get());
            }
            return learned;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Learned learn(Specs specs, SharedMemoryCollective collective, int first, int end) {
        try (Learner learner =
                Learners.create(settings(specs), TestEngine.load().device(), Sharing.with(collective))) {
            learner.beginEpoch();
            for (int step = 1; step <= STEPS; step++) {
                learner.train(Batches.share(batch(step), first, end), step, 0.01, true, 1);
            }
            return Learned.of(learner);
        }
    }

    private static void requireLike(Learned found, Learned expected) {
        assertThat(found.parameters()).containsExactly(expected.parameters(), within(1e-5));
        assertThat(found.loss()).isCloseTo(expected.loss(), within(1e-5));
    }

    @Test
    void shouldLearnWhatOneLearnsWhateverItsShares() throws Exception {
        Learned alone = alone(specs());

        for (Learned one : together(specs(), List.of(0, 4, 8), Optional.empty())) {
            requireLike(one, alone);
        }
        for (Learned one : together(specs(), List.of(0, 1, 6, 8), Optional.empty())) {
            requireLike(one, alone);
        }
    }

    /** The mean over a batch divides by the weights of all its samples; one learner has none of them. */
    @Test
    void shouldWeighClassesOverTheWholeBatch() throws Exception {
        for (ClassWeights weights :
                List.of(new ClassWeights.Given(List.of(1.0, 20.0, 0.5)), new ClassWeights.Balanced())) {
            Specs weighted = specs().weights(weights, 100L, 3L, 50L);
            Learned alone = alone(weighted);
            assertThat(alone.loss()).isNotCloseTo(alone(specs()).loss(), within(1e-3));

            for (Learned one : together(weighted, List.of(0, 5, 8, 8), Optional.empty())) {
                requireLike(one, alone);
            }
        }
    }

    /** As on a GPU whose memory was enough for them when there were more GPUs. */
    @Test
    void shouldLearnTheSameFromPartsOfABatch() {
        Specs weighted = specs().weights(new ClassWeights.Given(List.of(1.0, 20.0, 0.5)), 100L, 3L, 50L);
        for (Specs specs : List.of(specs(), weighted)) {
            requireLike(alone(specs, 3), alone(specs));
        }
    }

    /** libtorch tells where its arrays lie, here in host memory. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldAddUpGradientsWhereTheyLie() throws Exception {
        FakeNccl.compile(folder);
        Optional<NcclLibrary> library = Optional.of(NcclLibrary.of(folder));
        List<Learned> host = together(specs(), List.of(0, 3, 8), Optional.empty());

        List<Learned> device = together(specs(), List.of(0, 3, 8), library);

        for (int rank = 0; rank < 2; rank++) {
            assertThat(device.get(rank).parameters())
                    .as("both add in the order of the ranks")
                    .isEqualTo(host.get(rank).parameters());
            assertThat(device.get(rank).parameters()).isEqualTo(device.get(0).parameters());
        }
    }
}
