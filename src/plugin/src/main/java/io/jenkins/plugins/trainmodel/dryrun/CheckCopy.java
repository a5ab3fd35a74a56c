package io.jenkins.plugins.trainmodel.dryrun;

import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.check.CheckFile;
import io.jenkins.trainmodel.check.CheckReport;
import io.jenkins.trainmodel.run.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What a dry run has found, in a small file of the build on the controller. The agent wrote it, so it is read as hostile. */
public final class CheckCopy {
    private static final Logger LOGGER = Logger.getLogger(CheckCopy.class.getName());

    private CheckCopy() {}

    /** Keeps what the agent has left; nothing of a process that came to no word. */
    public static void keep(Run<?, ?> build, String id, byte[] json) throws IOException {
        if (json.length > 0) {
            Files.createDirectories(TrainingBuildAction.of(build).directory(id));
            DurableFiles.write(file(build, id), json);
        }
    }

    /** What was found; empty where nothing was kept, or nothing that can be read. */
    public static Optional<CheckReport> read(Run<?, ?> build, String id) {
        Path file = file(build, id);
        try {
            return Files.isRegularFile(file) && Files.size(file) <= CheckFile.MAXIMUM_BYTES
                    ? Optional.of(CheckFile.read(Files.readAllBytes(file)))
                    : Optional.empty();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "Passed over " + file);
            return Optional.empty();
        }
    }

    private static Path file(Run<?, ?> build, String id) {
        return TrainingBuildAction.of(build).directory(id).resolve(CheckFile.NAME);
    }
}
