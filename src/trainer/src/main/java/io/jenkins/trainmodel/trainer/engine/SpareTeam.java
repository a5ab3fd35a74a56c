package io.jenkins.trainmodel.trainer.engine;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.jenkins.trainmodel.trainer.waiting.WaitingMode;
import io.jenkins.trainmodel.trainer.waiting.WaitingSwitch;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Switches how threads of GNU's OpenMP runtime wait. The runtime reads its environment once; but by itself it lets threads
 * spin no longer while it has more of them than there are processors (libgomp, config/linux/wait.h). A team of threads that
 * do nothing takes it there, and brings it back by its end. See docs/adr/0068.
 */
final class SpareTeam implements WaitingSwitch {
    /** A team has more threads than the machine has processors, and a container may allow few. */
    static final int MOST_PROCESSORS = 64;

    private static final String LIBRARY = "libgomp*.so*";

    /** Of its threads, all of them. */
    static final String NAME = "SpareTeam";

    private final NativeLibrary openMp;
    private Optional<Held> held = Optional.empty();

    /** The team's first thread, which lives until it is let go. */
    private record Held(Thread thread, CountDownLatch letGo) {}

    private SpareTeam(Path library) {
        openMp = NativeLibrary.getInstance(library.toString());
    }

    /** The runtime that a libtorch has beside it, where it is GNU's. */
    static Optional<Path> runtimeOf(Path libtorch) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(libtorch, LIBRARY)) {
            Iterator<Path> libraries = found.iterator();
            return libraries.hasNext() ? Optional.of(libraries.next()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** @param library the runtime, which is loaded already */
    static SpareTeam of(Path library) {
        return new SpareTeam(library);
    }

    @Override
    public void use(WaitingMode mode) {
        if (mode == WaitingMode.SPINNING) {
            held.ifPresent(SpareTeam::end);
            held = Optional.empty();
        } else if (held.isEmpty()) {
            held = Optional.of(begin());
        }
    }

    private Held begin() {
        CountDownLatch ready = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        Thread thread = new Thread(() -> live(ready, letGo), NAME);
        thread.setDaemon(true);
        thread.start();
        await(ready);
        return new Held(thread, letGo);
    }

    private void live(CountDownLatch ready, CountDownLatch letGo) {
        try {
            gather();
        } finally {
            ready.countDown();
        }
        await(letGo);
    }

    /** The threads that this makes stay until the thread ends that made them. */
    private void gather() {
        int processors = openMp.getFunction("omp_get_num_procs").invokeInt(new Object[0]);
        Function nothing = NativeLibrary.getProcess().getFunction("free");
        openMp.getFunction("GOMP_parallel").invokeVoid(new Object[] {nothing, Pointer.NULL, processors + 1, 0});
    }

    private static void end(Held team) {
        team.letGo.countDown();
        try {
            team.thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
