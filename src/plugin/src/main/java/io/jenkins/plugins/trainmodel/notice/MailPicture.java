package io.jenkins.plugins.trainmodel.notice;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.plugins.trainmodel.picture.DrawnCurves;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A run's curves as a file in its workspace, from where mails attach pictures. */
public final class MailPicture {
    private static final Logger LOGGER = Logger.getLogger(MailPicture.class.getName());

    private MailPicture() {}

    /** Leaves the picture in the run's directory; a mail without it is no reason to fail. */
    public static void leave(Run<?, ?> build, String id, FilePath directory) throws InterruptedException {
        try {
            Optional<DrawnCurves> curves = TrainingBuildAction.of(build).curves(id);
            if (curves.isPresent() && directory.isDirectory()) {
                directory
                        .child(TrainingBuildAction.pictureName(id))
                        .copyFrom(new ByteArrayInputStream(curves.get().png()));
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, "The curves of a training are missing in its workspace", e);
        }
    }
}
