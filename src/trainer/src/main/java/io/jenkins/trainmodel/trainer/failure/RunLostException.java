package io.jenkins.trainmodel.trainer.failure;

import java.io.IOException;
import java.nio.file.Path;

/** The run directory went away while a process trained in it, so nothing more can be kept. */
public final class RunLostException extends IOException {
    private static final long serialVersionUID = 1;

    public RunLostException(Path directory) {
        super("The run directory " + directory
                + " was removed or replaced while the training went on, so nothing more of "
                + "it can be saved. Leave the directory alone until the run has ended, and start it again.");
    }
}
