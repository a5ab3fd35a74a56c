package io.jenkins.trainmodel.trainer.nvidia.claim;

import io.jenkins.trainmodel.trainer.nvidia.Gpu;
import io.jenkins.trainmodel.trainer.nvidia.GpuDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes GPUs for this process. */
public final class GpuClaims {
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** In which the driver takes the memory back of a process that was ended; a large one takes seconds. */
    private static final Duration SETTLING = Duration.ofSeconds(15);

    private final LockDirectory directory;
    private final GpuUsers users;

    GpuClaims(LockDirectory directory, GpuDriver driver) {
        this.directory = directory;
        this.users = new GpuUsers(driver);
    }

    /** With the locks of this machine. */
    public static GpuClaims ofMachine(Map<String, String> environment, GpuDriver driver) {
        return new GpuClaims(LockDirectory.of(environment), driver);
    }

    /** Why none of some GPUs could be had, GPU by GPU, without a full stop. */
    public static final class BusyException extends Exception {
        private static final long serialVersionUID = 1;

        BusyException(String message) {
            super(message);
        }
    }

    /**
     * The first of some GPUs that nobody uses.
     *
     * @param shared whether other programs may compute on it, as whoever names a GPU says
     * @throws BusyException where there is none now
     * @throws InterruptedException where the thread is to end
     */
    public GpuClaim take(List<Gpu> gpus, boolean shared) throws BusyException, InterruptedException {
        List<String> busy = new ArrayList<>();
        for (Gpu gpu : gpus) {
            Optional<GpuClaim> claim = tryTake(gpu, shared, busy);
            if (claim.isPresent()) {
                return claim.get();
            }
        }
        throw new BusyException(String.join("; ", busy));
    }

    /**
     * The same, waited for.
     *
     * @param waiting hears why, at once and whenever it looks again
     * @throws BusyException where there is none after that time
     * @throws InterruptedException where the thread is to end
     */
    public GpuClaim await(List<Gpu> gpus, boolean shared, Duration patience, Consumer<String> waiting)
            throws BusyException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return take(gpus, shared);
            } catch (BusyException busy) {
                waiting.accept("waiting for a GPU: " + busy.getMessage());
                if (System.nanoTime() - end >= 0) {
                    throw busy;
                }
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    private Optional<GpuClaim> tryTake(Gpu gpu, boolean shared, List<String> busy) throws InterruptedException {
        try {
            String name = fileName(gpu);
            Path file = directory.lock(name);
            Optional<GpuLock> lock = GpuLock.tryLock(file);
            if (lock.isEmpty()) {
                busy.add(held(gpu, LockHolder.of(file)));
                return Optional.empty();
            }
            Optional<GpuClaim> claim = free(gpu, shared, busy, lock.get(), new LeftOver(directory.record(name)));
            if (claim.isEmpty()) {
                lock.get().close();
            }
            return claim;
        } catch (IOException unlockable) {
            busy.add("GPU %s cannot be locked: %s".formatted(gpu.words(), unlockable));
            return Optional.empty();
        }
    }

    private static String held(Gpu gpu, Optional<Long> process) {
        return process.map(number -> "GPU %s is held by another training (process %d)".formatted(gpu.words(), number))
                .orElseGet(() -> "GPU %s is held by another training".formatted(gpu.words()));
    }

    private Optional<GpuClaim> free(Gpu gpu, boolean shared, List<String> busy, GpuLock lock, LeftOver before)
            throws InterruptedException {
        LeftOver.Ended ended = before.end();
        if (!ended.stay().isEmpty()) {
            busy.add("GPU %s is held by process %s of a run that has ended, which cannot be ended"
                    .formatted(gpu.words(), ended.stay().get(0)));
            return Optional.empty();
        }
        Optional<String> other = ended.gone().isEmpty() ? users.of(gpu) : settled(gpu);
        if (other.isPresent() && !shared) {
            busy.add("GPU %s is in use: %s".formatted(gpu.words(), other.get()));
            return Optional.empty();
        }
        remember(before);
        Optional<String> note = ended.gone().stream()
                .findFirst()
                .map("process %d, left by a run that has ended, was ended"::formatted)
                .or(() -> other);
        return Optional.of(new GpuClaim(gpu, note, before, lock));
    }

    /** What cannot be remembered is not ended later, and nothing else. */
    private static void remember(LeftOver started) {
        try {
            started.write(List.of(ProcessHandle.current()));
        } catch (IOException unwritten) {
            // as on a full disk
        }
    }

    /** Who uses it when the memory of what was ended is back. */
    private Optional<String> settled(Gpu gpu) throws InterruptedException {
        long end = System.nanoTime() + SETTLING.toNanos();
        Optional<String> other = users.of(gpu);
        while (other.isPresent() && System.nanoTime() - end < 0) {
            Thread.sleep(PAUSE.toMillis());
            other = users.of(gpu);
        }
        return other;
    }

    /** By the identifier, which is the same for every user, container and order of numbers. */
    private static String fileName(Gpu gpu) {
        String name = gpu.identifier().isEmpty() ? "gpu-" + gpu.index() : gpu.identifier();
        return name.replaceAll("[^A-Za-z0-9-]", "-");
    }
}
