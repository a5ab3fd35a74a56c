package io.jenkins.trainmodel.trainer.run;

import io.jenkins.trainmodel.spec.TrainingSpec.DataSpec;
import java.nio.file.Path;

/** The names of data, without their place. */
final class DataSource {
    private DataSource() {}

    static String nameOf(DataSpec data) {
        if (data instanceof DataSpec.Idx idx) {
            return fileName(idx.images()) + ", " + fileName(idx.labels());
        }
        return fileName(data instanceof DataSpec.Csv csv ? csv.path() : ((DataSpec.ImageFolder) data).path());
    }

    private static String fileName(Path path) {
        return path.getFileName().toString();
    }
}
