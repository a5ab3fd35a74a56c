package io.jenkins.trainmodel.trainer.watch;

import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.RunDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The files by which a watched program and its watcher speak, and the variables that name them to the program. */
record ProgramFiles(RunDirectory directory) {
    /** In the environment of every process of the program; its value tells the run. */
    static final String RUN = "TRAIN_MODEL_RUN";

    static ProgramFiles in(RunDirectory directory) throws IOException {
        Files.createDirectories(directory.watch());
        DurableFiles.recover(directory.watch());
        return new ProgramFiles(directory);
    }

    /** Where the program appends its reports. */
    Path metrics() {
        return directory.watch().resolve("metrics.jsonl");
    }

    /** What lay in the place of the program's files before the run. */
    Path before() {
        return directory.watch().resolve("before.json");
    }

    /** Is there when the program shall end. */
    private Path stop() {
        return directory.watch().resolve("stop");
    }

    /** Is there when the program shall save a checkpoint of its own. */
    private Path checkpoint() {
        return directory.watch().resolve("checkpoint");
    }

    /** What the program is told by its environment. */
    Map<String, String> environment(Course course, boolean resumes) {
        Map<String, String> environment = new TreeMap<>();
        environment.put(RUN, run());
        environment.put("TRAIN_MODEL_METRICS", absolute(metrics().toString()));
        environment.put("TRAIN_MODEL_STOP", absolute(stop().toString()));
        environment.put("TRAIN_MODEL_SAVE", absolute(checkpoint().toString()));
        environment.put(
                "TRAIN_MODEL_WATCHER", Long.toString(ProcessHandle.current().pid()));
        environment.put("TRAIN_MODEL_RESUME", resumes ? "1" : "");
        environment.put("TRAIN_MODEL_EPOCH", Integer.toString(course.state().completedEpochs()));
        environment.put("TRAIN_MODEL_STEP", Long.toString(course.state().step()));
        environment.put(
                "TRAIN_MODEL_CHECKPOINT",
                course.notes().checkpoint().map(ProgramFiles::absolute).orElse(""));
        return environment;
    }

    /**
     * The path of a checkpoint as the run remembers it: relative where it lies below the working directory, so that the run can
     * go on in another one.
     */
    static String remembered(String path) {
        try {
            Path here = Path.of("").toAbsolutePath();
            Path whole = here.resolve(path).normalize();
            return whole.startsWith(here) && !whole.equals(here)
                    ? here.relativize(whole).toString().replace(File.separatorChar, '/')
                    : path;
        } catch (InvalidPathException noPath) {
            return path;
        }
    }

    /** A path as a program finds it from whichever directory it works in. */
    private static String absolute(String path) {
        try {
            return Path.of("").toAbsolutePath().resolve(path).toString();
        } catch (InvalidPathException noPath) {
            return path;
        }
    }

    String run() {
        return directory.root().toAbsolutePath().normalize().toString();
    }

    /** What earlier processes were asked for is not asked of the next. */
    void clear() throws IOException {
        Files.deleteIfExists(stop());
        Files.deleteIfExists(checkpoint());
    }

    void askToStop(String why) throws IOException {
        DurableFiles.write(stop(), why.getBytes(StandardCharsets.UTF_8));
    }

    void askForCheckpoint() throws IOException {
        DurableFiles.write(checkpoint(), new byte[0]);
    }

    /** The program has saved one. */
    void checkpointSaved() throws IOException {
        Files.deleteIfExists(checkpoint());
    }
}
