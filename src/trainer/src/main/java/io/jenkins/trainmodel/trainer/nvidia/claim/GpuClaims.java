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

    /** The number of the process that holds the GPUs for those that it has started. */
    static final String LENDER = "TRAIN_MODEL_GPU_HELD_BY";

    private final LockDirectory directory;
    private final GpuUsers users;
    private final boolean lent;

    GpuClaims(LockDirectory directory, GpuDriver driver) {
        this(directory, driver, false);
    }

    private GpuClaims(LockDirectory directory, GpuDriver driver, boolean lent) {
        this.directory = directory;
        this.users = new GpuUsers(driver);
        this.lent = lent;
    }

    /** With the locks of this machine. */
    public static GpuClaims ofMachine(Map<String, String> environment, GpuDriver driver) {
        return new GpuClaims(LockDirectory.of(environment), driver, isLent(environment));
    }

    /** What is handed on to processes behind those is no word of who has started them. */
    private static boolean isLent(Map<String, String> environment) {
        return ProcessHandle.current()
                .parent()
                .map(parent -> Long.toString(parent.pid()))
                .filter(parent -> parent.equals(environment.get(LENDER)))
                .isPresent();
    }

    /** Why none of some GPUs could be had, or not as many as wanted, GPU by GPU, without a full stop. */
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
        return take(gpus, 1, shared).get(0);
    }

    /**
     * So many of them, or none: whoever held some while waiting for others would wait for one who does the same.
     *
     * @throws BusyException where there are fewer now
     * @throws InterruptedException where the thread is to end
     */
    List<GpuClaim> take(List<Gpu> gpus, int count, boolean shared) throws BusyException, InterruptedException {
        List<String> busy = new ArrayList<>();
        List<GpuClaim> taken = new ArrayList<>();
        try {
            for (int place = 0; place < gpus.size() && taken.size() < count; place++) {
                tryTake(gpus.get(place), shared, busy).ifPresent(taken::add);
            }
            if (taken.size() < count) {
                throw new BusyException(String.join("; ", busy));
            }
            return List.copyOf(taken);
        } catch (BusyException | InterruptedException | RuntimeException failure) {
            taken.forEach(GpuClaim::close);
            throw failure;
        }
    }

    /**
     * The same, waited for.
     *
     * @param count how many
     * @param waiting hears why, at once and whenever it looks again
     * @throws BusyException where there is none after that time
     * @throws InterruptedException where the thread is to end
     */
    public List<GpuClaim> await(List<Gpu> gpus, int count, boolean shared, Duration patience, Consumer<String> waiting)
            throws BusyException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return take(gpus, count, shared);
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
        if (lent) {
            return Optional.of(GpuClaim.lent(gpu));
        }
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
        return Optional.of(GpuClaim.of(gpu, note, before, lock));
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
