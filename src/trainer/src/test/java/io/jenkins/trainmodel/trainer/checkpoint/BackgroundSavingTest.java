package io.jenkins.trainmodel.trainer.checkpoint;

import static io.jenkins.trainmodel.disk.Listing.names;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.optimizer;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.parameters;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.spec;
import static io.jenkins.trainmodel.trainer.checkpoint.CheckpointSamples.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.tensor.LearnedTensors;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BackgroundSavingTest {
    @TempDir
    Path folder;

    private final CountDownLatch disk = new CountDownLatch(1);
    private final AtomicBoolean closed = new AtomicBoolean();
    private BackgroundSaving saving;

    @BeforeEach
    void open() throws IOException {
        saving = new BackgroundSaving(CheckpointStore.open(new RunDirectory(folder), spec(1, 0)));
    }

    /** A tensor that is read as slowly as a disk would take it. */
    private record Slow(Callable<?> disk) implements NamedTensor {
        @Override
        public String name() {
            return "slow";
        }

        @Override
        public TensorType type() {
            return TensorType.F32;
        }

        @Override
        public List<Long> shape() {
            return List.of(1L);
        }

        @Override
        public void read(long offset, ByteBuffer target) throws IOException {
            try {
                disk.call();
            } catch (Exception failure) {
                throw new IOException(failure.getMessage(), failure);
            }
            target.position(target.limit());
        }
    }

    private LearnedTensors slow(Callable<?> reading) {
        return new LearnedTensors(List.of(new Slow(reading)), List.of(), () -> closed.set(true));
    }

    private LearnedTensors waiting() {
        return slow(() -> {
            disk.await();
            return "";
        });
    }

    private List<String> checkpoints() throws IOException {
        return names(new RunDirectory(folder).checkpoints());
    }

    @Test
    void shouldLetTrainingGoOnAndTellOnceWhatWasSaved() throws Exception {
        saving.begin(state(1, 0.5), waiting(), work -> work);

        assertThat(saving.look()).isEmpty();
        assertThat(checkpoints()).noneMatch(name -> name.equals("000001"));
        assertThat(closed).isFalse();
        disk.countDown();

        SavedCheckpoint saved = saving.await().orElseThrow();
        assertThat(saved.checkpoint().name()).isEqualTo("000001");
        assertThat(checkpoints()).containsExactly("000001");
        assertThat(closed).isTrue();
        assertThat(saving.look()).isEmpty();
        assertThat(saving.await()).isEmpty();
        assertThat(saving.store().newest()).isPresent();
    }

    @Test
    void shouldSaveOneAtATime() throws Exception {
        saving.begin(state(1, 0.5), waiting(), work -> work);

        assertThatThrownBy(() -> saving.begin(state(2, 0.5), waiting(), work -> work))
                .hasMessage("a checkpoint is being saved");
        assertThatThrownBy(saving::store).hasMessage("a checkpoint is being saved");
        disk.countDown();
        assertThat(saving.await()).isPresent();
    }

    @Test
    void shouldCompleteWhatAStopInterrupts() throws Exception {
        saving.begin(state(1, 0.5), waiting(), work -> work);
        Thread.currentThread().interrupt();
        disk.countDown();

        assertThat(saving.await()).isPresent();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(checkpoints()).containsExactly("000001");
    }

    @Test
    void shouldKeepTheOneBeforeWhereTheDiskFails() throws Exception {
        saving.store().save(state(1, 0.5), LearnedTensors.of(parameters(1), optimizer()));
        LearnedTensors failing = slow(() -> {
            throw new IOException("the disk is broken");
        });

        saving.begin(state(2, 0.6), failing, work -> work);

        assertThatThrownBy(saving::await)
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("could not be written: the disk is broken");
        assertThat(closed).isTrue();
        assertThat(checkpoints()).containsExactly("000001");
        assertThat(saving.store().newest().orElseThrow().state().epoch()).isEqualTo(1);
    }

    @Test
    void shouldThrowWhatATrainingThatWaitedWouldHaveMet() {
        OutOfMemoryError error = new OutOfMemoryError("no heap");
        LearnedTensors failing = slow(() -> {
            throw error;
        });

        saving.begin(state(1, 0.5), failing, work -> work);

        assertThatThrownBy(saving::await).isSameAs(error);
        assertThat(closed).isTrue();
    }

    @Test
    void shouldCallTheWorkWithinWhatIsAroundItOnAThreadOfItsOwn() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();

        saving.begin(state(1, 0.5), LearnedTensors.of(parameters(1), optimizer()), work -> () -> {
            thread.set(Thread.currentThread());
            return work.call();
        });

        assertThat(saving.await()).isPresent();
        assertThat(thread).doesNotHaveValue(Thread.currentThread());
    }
}
