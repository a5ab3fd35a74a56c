package io.jenkins.plugins.trainmodel.record;

import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import io.jenkins.trainmodel.run.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/**
 * All trainers that may run somewhere because this controller has launched them: one small file each below
 * {@code train-model/trainers} of Jenkins' home. A record is written before the launch and removed when the process and what
 * it needed beside its workspace are known to be gone, so that no crash of whatever machine makes a trainer unknown.
 */
@Extension
public class LaunchRecords {
    private static final Logger LOGGER = Logger.getLogger(LaunchRecords.class.getName());
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String ENDING = ".json";

    private final Path directory;
    private final Map<String, LaunchRecord> records = new ConcurrentHashMap<>();
    /** Keys of the runs that are followed now; begins anew with every start of the controller. */
    private final Set<String> followed = ConcurrentHashMap.newKeySet();
    /** Those of them that were asked to end. */
    private final Set<String> ending = ConcurrentHashMap.newKeySet();

    public LaunchRecords() {
        this(Jenkins.get().getRootDir().toPath().resolve("train-model").resolve("trainers"));
    }

    LaunchRecords(Path directory) {
        this.directory = directory;
        read();
    }

    public static LaunchRecords get() {
        return ExtensionList.lookupSingleton(LaunchRecords.class);
    }

    private void read() {
        if (!Files.isDirectory(directory)) {
            return;
        }
        recover();
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.toString().endsWith(ENDING)).forEach(this::read);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The trainers that this controller has launched cannot be read", e);
        }
    }

    private void recover() {
        try {
            DurableFiles.recover(directory);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "What a crash has left of records cannot be cleared away", e);
        }
    }

    private void read(Path file) {
        try {
            LaunchRecord entry = MAPPER.readValue(Files.readAllBytes(file), LaunchRecord.class);
            records.put(entry.key(), entry);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The record of a trainer cannot be read: " + file);
        }
    }

    private Path file(String key) {
        return directory.resolve(key + ENDING);
    }

    /**
     * Keeps the record, on the disk when this returns.
     *
     * @throws IOException if it cannot be written; then nothing must be launched
     */
    public synchronized void write(LaunchRecord entry) throws IOException {
        Files.createDirectories(directory);
        DurableFiles.write(file(entry.key()), MAPPER.writeValueAsBytes(entry));
        records.put(entry.key(), entry);
    }

    /** Notes that a trainer's process has ended; its record stays until its files are cleared away, too. */
    public void hasEnded(String key) {
        change(key, LaunchRecord::ended);
    }

    /** What two threads note at once is kept of both, and nothing comes back that was forgotten meanwhile. */
    private synchronized void change(String key, UnaryOperator<LaunchRecord> change) {
        find(key).map(change).ifPresent(entry -> {
            try {
                write(entry);
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "It cannot be kept what became of the trainer of " + entry.title());
                records.put(key, entry);
            }
        });
    }

    /** Forgets a trainer of which nothing is left. */
    public synchronized void remove(String key) {
        records.remove(key);
        try {
            Files.deleteIfExists(file(key));
        } catch (IOException e) {
            // Found again at the next start, where there is nothing to end any more.
            LOGGER.log(Level.WARNING, e, () -> "The record of a trainer cannot be removed: " + file(key));
        }
    }

    public Optional<LaunchRecord> find(String key) {
        return Optional.ofNullable(records.get(key));
    }

    /** The trainer of this run of the build; empty where it is known to be gone. */
    public Optional<LaunchRecord> find(Run<?, ?> build, String run) {
        String job = build.getParent().getFullName();
        return records.values().stream()
                .filter(entry -> !entry.gone())
                .filter(entry -> entry.build() == build.getNumber()
                        && entry.run().equals(run)
                        && entry.job().equals(job))
                .findAny();
    }

    List<LaunchRecord> all() {
        return List.copyOf(records.values());
    }

    /** Notes that a step follows the run with this key. */
    public void follow(String key) {
        followed.add(key);
    }

    /** Notes that the step with this key has ended. If a record is left, nobody waits for its trainer from now on. */
    public void leave(String key) {
        change(key, entry -> entry.forsaken(Instant.now()));
        followed.remove(key);
        ending.remove(key);
    }

    /** Notes that a run which is followed was asked to end, so that whoever wants its directory may wait for it. */
    public void isToEnd(String key) {
        ending.add(key);
    }

    /** Whether a step sees to the end of this trainer now. */
    boolean isEnding(LaunchRecord entry) {
        return isFollowed(entry.key()) && ending.contains(entry.key());
    }

    /** Notes that a job has another name now, so that its builds are found by it. */
    void renamed(String job, String now) {
        for (LaunchRecord entry : all()) {
            if (entry.job().equals(job)) {
                change(entry.key(), known -> known.of(now));
            }
        }
    }

    boolean isFollowed(String key) {
        return followed.contains(key);
    }

    /** Whether nobody waits for this trainer: no step follows it, and none will. */
    boolean isForgotten(LaunchRecord entry) {
        return !isFollowed(entry.key()) && entry.isGivenUp();
    }

    /** Jobs may be moved while they train. */
    @Extension
    public static final class JobsMove extends ItemListener {
        @Override
        public void onLocationChanged(Item item, String oldFullName, String newFullName) {
            get().renamed(oldFullName, newFullName);
        }
    }
}
