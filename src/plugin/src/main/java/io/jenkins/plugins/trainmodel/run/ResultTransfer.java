package io.jenkins.plugins.trainmodel.run;

import hudson.AbortException;
import hudson.Launcher;
import hudson.Util;
import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.plugins.trainmodel.agent.ArchiveChoice;
import io.jenkins.plugins.trainmodel.agent.ModelArchive;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.words.Quantity;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes a run's results into the build's artifacts, says on the console how far that is, and may be called off. */
final class ResultTransfer {
    /** Seldom enough for a console, often enough to see that it goes on. */
    private static final long BETWEEN_WORDS = Duration.ofSeconds(10).toNanos();

    private final RunState state;
    private final Surroundings surroundings;
    private final RunFollower follower;
    private volatile Optional<String> calledOff = Optional.empty();
    private volatile long bytes;
    private volatile long done;
    private volatile long lastWords = System.nanoTime();

    ResultTransfer(RunState state, Surroundings surroundings, RunFollower follower) {
        this.state = state;
        this.surroundings = surroundings;
        this.follower = follower;
    }

    /** Ends the transfer before it is complete, or keeps it from beginning. */
    void callOff(String why) {
        calledOff = Optional.of(why);
    }

    /** Whether it was called off. */
    boolean isCalledOff() {
        return calledOff.isPresent();
    }

    /** Archives what there is; where that was not possible, what is to be said of it. */
    Optional<String> archive(AgentRun agent) throws IOException, InterruptedException {
        if (calledOff.isPresent()) {
            follower.console().tell("its results are not archived: " + calledOff.get());
            return Optional.empty();
        }
        Launcher launcher = surroundings.launcher(agent.workspace());
        String path = path(state);
        lastWords = System.nanoTime();
        try {
            boolean any = new ModelArchive(agent, surroundings.build(), launcher, surroundings.listener(), path)
                    .archive(wanted(), this::moved);
            state.artifacts = any ? path : "";
            follower.console()
                    .tellLink(
                            (any ? "archived " + Quantity.bytes(bytes) : "nothing was archived") + "; the run's page: ",
                            surroundings.build().getUrl() + path + "/");
            return Optional.empty();
        } catch (AbortException e) {
            removeHalf(path);
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            removeHalf(path);
            if (follower.isAbsence(e)) {
                throw e;
            }
            return Optional.of("its results could not be archived: " + ProblemWords.of(e));
        } catch (InterruptedException e) {
            removeHalf(path);
            throw e;
        }
    }

    private ArchiveChoice wanted() {
        boolean packaged = follower.fold()
                .finished()
                .flatMap(Conclusion.Finished::modelPath)
                .isPresent();
        return state.request.archive.of(follower.fold().checkpoints(), packaged);
    }

    /** Half of a model is worse than none, and may have taken the last room that the build itself needs. */
    private void removeHalf(String path) throws IOException, InterruptedException {
        File half = new File(surroundings.build().getArtifactsDir(), path);
        if (half.exists()) {
            Util.deleteRecursive(half);
        }
    }

    private void moved(long moved, long inAll) {
        done = moved;
        bytes = inAll;
    }

    /** Says how far the transfer is, now and then; asked again and again while it goes on. */
    void look() throws IOException, InterruptedException {
        if (System.nanoTime() - lastWords < BETWEEN_WORDS) {
            return;
        }
        lastWords = System.nanoTime();
        if (bytes == 0) {
            follower.console().tell("its results are checked before they travel");
        } else if (done == bytes) {
            follower.console().tell("its results are checked where they have arrived");
        } else {
            follower.console().tell("archiving: %s of %s".formatted(Quantity.bytes(arrived()), Quantity.bytes(bytes)));
        }
    }

    /** Parts that are complete are known; of one that travels, what lies on this machine, if it is kept there. */
    private long arrived() throws IOException, InterruptedException {
        Path directory = surroundings.build().getArtifactsDir().toPath().resolve(path(state));
        if (!Files.isDirectory(directory)) {
            return done;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            long here = files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
            return Math.min(bytes, Math.max(done, here));
        } catch (UncheckedIOException e) {
            return done;
        }
    }

    /** Where the results of a run are among the artifacts of its build. */
    static String path(RunState state) {
        return "train-model/" + state.id;
    }
}
