package io.jenkins.trainmodel.trainer.drift;

import io.jenkins.trainmodel.drift.DataProfile;
import io.jenkins.trainmodel.drift.DataProfileJson;
import io.jenkins.trainmodel.run.Checksum;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.modelpackage.NoModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the model package of a run says of the data that its model has learned. */
final class RecordedProfile {
    private RecordedProfile() {}

    /**
     * Reads it.
     *
     * @param place of the run, or of its package
     * @throws NoModelException if there is none, as in packages of earlier versions
     * @throws IOException if it is not what the manifest says, or cannot be read
     */
    static DataProfile of(Path place) throws IOException {
        Path directory = ModelPackage.at(place);
        Path file = directory.resolve(DataProfileJson.FILE);
        if (!ModelPackage.isOne(directory)) {
            throw new NoModelException(place + " has no model package");
        }
        if (!Files.exists(file)) {
            throw new NoModelException(directory + " has no " + DataProfileJson.FILE
                    + ", as the packages of earlier versions and of text");
        }
        DataProfile profile = DataProfileJson.read(file);
        String digits = Checksum.SHA_256.of(file);
        boolean vouched = Manifest.read(directory).files().stream()
                .anyMatch(entry -> entry.path().equals(DataProfileJson.FILE)
                        && entry.sha256().equals(digits));
        if (!vouched) {
            throw new IOException(file + " is not what the manifest says");
        }
        return profile;
    }
}
