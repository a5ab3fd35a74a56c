package io.jenkins.trainmodel.run;

import io.jenkins.trainmodel.run.RunClaim.Found;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whoever wants to train in a directory, and how the directory is looked through and claimed for them. */
record Claimant(String owner, boolean resume, Clock clock) {
    /** A process that was told to end may hold the lock a little longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int NAMES_SHOWN = 3;
    private static final String PREVIOUS = ".previous";

    ClaimedRun claim(RunDirectory given) throws IOException {
        // The name without a dot or two in it: siblings are named after it, and "." has none.
        RunDirectory run = new RunDirectory(given.root().toAbsolutePath().normalize());
        try {
            refuseUnlessOurs(run);
            return claimLocked(run);
        } catch (FileSystemException refused) {
            throw new ClaimRefusedException(
                    String.format(
                            Locale.ROOT,
                            "%s cannot become a run directory: %s %s. %s",
                            run.root(),
                            refused.getFile(),
                            why(refused),
                            ClaimRefusedException.CHOOSE_ANOTHER),
                    refused);
        }
    }

    private static String why(FileSystemException refused) {
        if (refused instanceof AccessDeniedException) {
            return "may not be written by this user";
        }
        if (refused instanceof FileAlreadyExistsException) {
            return "is not a directory";
        }
        return String.format(Locale.ROOT, "cannot be used (%s)", refused.getReason());
    }

    private static void refuseUnlessOurs(RunDirectory run) throws IOException {
        if (Files.isSymbolicLink(run.root())) {
            throw refused(run, "is a symbolic link; its files may be someone else's");
        }
        if (!Files.exists(run.root(), LinkOption.NOFOLLOW_LINKS) || RunMarker.isIn(run)) {
            return;
        }
        if (!Files.isDirectory(run.root())) {
            throw refused(run, "is not a directory");
        }
        List<String> strange = strangers(run);
        if (!strange.isEmpty()) {
            String names = strange.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
            throw refused(
                    run,
                    String.format(
                            Locale.ROOT,
                            "is not empty and is no run directory (it holds %s%s, and no %s)",
                            names,
                            strange.size() > NAMES_SHOWN ? ", …" : "",
                            run.marker().getFileName()));
        }
    }

    private static ClaimRefusedException refused(RunDirectory run, String why) {
        return new ClaimRefusedException(String.format(
                Locale.ROOT, "%s %s. Nothing was changed. %s", run.root(), why, ClaimRefusedException.CHOOSE_ANOTHER));
    }

    /** The names of files that no start of a run leaves behind when it is killed at its very beginning. */
    private static List<String> strangers(RunDirectory run) throws IOException {
        String temporaryMarker = "." + run.marker().getFileName() + ".";
        try (Stream<Path> children = Files.list(run.root())) {
            return children.map(child -> child.getFileName().toString())
                    .filter(name -> !name.equals(run.lock().getFileName().toString()))
                    .filter(name -> !name.startsWith(temporaryMarker))
                    .map(name -> name.replaceAll("\\p{Cntrl}", "?"))
                    .sorted()
                    .toList();
        }
    }

    private ClaimedRun claimLocked(RunDirectory run) throws IOException {
        RunLock lock = RunLock.acquire(run, PATIENCE);
        try {
            if (!RunMarker.isIn(run)) {
                return begin(run, lock);
            }
            String ownerBefore = RunMarker.read(run).owner();
            RunTraces traces = RunTraces.of(run);
            if (owner.isEmpty()) {
                return forPerson(run, traces, lock);
            }
            return ownerBefore.equals(owner) && goesOn(traces)
                    ? found(traces == RunTraces.UNTRAINED ? Found.NEW : Found.EARLIER_TRY, run, lock)
                    : replace(run, ownerBefore, lock);
        } catch (IOException | RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    private boolean goesOn(RunTraces traces) {
        return traces == RunTraces.UNTRAINED || resume && traces == RunTraces.UNFINISHED;
    }

    private ClaimedRun begin(RunDirectory run, RunLock lock) throws IOException {
        RunMarker.of(owner, clock.instant()).writeTo(run);
        return found(Found.NEW, run, lock);
    }

    private ClaimedRun found(Found found, RunDirectory run, RunLock lock) {
        String sentence = found == Found.NEW
                ? String.format(Locale.ROOT, "A new run begins in %s.", run.root())
                : String.format(Locale.ROOT, "The run in %s goes on.", run.root());
        return new ClaimedRun(new RunClaim(found, sentence), lock);
    }

    private ClaimedRun forPerson(RunDirectory run, RunTraces traces, RunLock lock) throws ClaimRefusedException {
        if (traces == RunTraces.LOG_LOST) {
            throw new ClaimRefusedException(String.format(
                    Locale.ROOT,
                    "%s holds checkpoints, and its event log %s is gone or names no training, so "
                            + "the run cannot go on as if nothing had happened. Put the log back, or start a new run in "
                            + "another directory (--out); 'reference' and 'warmStart' take the parameters over from a model.",
                    run.root(),
                    run.events().getFileName()));
        }
        if (traces == RunTraces.UNTRAINED) {
            return found(Found.NEW, run, lock);
        }
        if (!resume) {
            throw new ClaimRefusedException(
                    run.root() + " holds a run already. Go on with it by --resume, or choose another --out.");
        }
        return found(Found.EARLIER_TRY, run, lock);
    }

    /** Moves the run aside while its lock is held where the system can, so that nobody begins to train in it meanwhile. */
    private ClaimedRun replace(RunDirectory run, String ownerBefore, RunLock lock) throws IOException {
        RunDirectory previous =
                new RunDirectory(run.root().resolveSibling(run.root().getFileName() + PREVIOUS));
        removeOlder(run, previous);
        if (!run.root().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            // Windows moves no directory in which a file is open.
            lock.close();
        }
        DurableFiles.move(run.root(), previous.root());
        lock.close();
        String sentence = String.format(
                Locale.ROOT,
                "%s held %s; that is kept as %s, and a new run begins.",
                run.root(),
                runOf(ownerBefore),
                previous.root().getFileName());
        return new ClaimedRun(new RunClaim(Found.REPLACED, sentence), markedAnew(run));
    }

    private RunLock markedAnew(RunDirectory run) throws IOException {
        RunLock lock = RunLock.acquire(run, PATIENCE);
        try {
            RunMarker.of(owner, clock.instant()).writeTo(run);
            return lock;
        } catch (IOException | RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    private String runOf(String ownerBefore) {
        if (ownerBefore.equals(owner)) {
            return "an earlier run of this owner that does not go on";
        }
        return ownerBefore.isEmpty() ? "a run that a person began" : "the run of " + ownerBefore;
    }

    private static void removeOlder(RunDirectory run, RunDirectory previous) throws IOException {
        if (!Files.exists(previous.root(), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.isSymbolicLink(previous.root()) || !RunMarker.isIn(previous)) {
            throw refused(
                    run,
                    String.format(
                            Locale.ROOT,
                            "holds an earlier run that would be moved to %s, and what is there is no run directory",
                            previous.root().getFileName()));
        }
        DurableFiles.deleteDirectory(previous.root());
    }
}
