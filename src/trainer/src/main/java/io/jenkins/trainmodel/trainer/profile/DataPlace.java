package io.jenkins.trainmodel.trainer.profile;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Series;
import io.jenkins.trainmodel.spec.data.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the data of a run lies. */
final class DataPlace {
    private DataPlace() {}

    /** Something that is there, on the file system of the data; empty where own code knows it alone. */
    static Optional<Path> of(DataSpec data) {
        return path(data)
                .map(Path::toAbsolutePath)
                .flatMap(path -> Stream.iterate(path, place -> place != null, Path::getParent)
                        .filter(Files::exists)
                        .findFirst());
    }

    private static Optional<Path> path(DataSpec data) {
        if (data instanceof DataSpec.Csv csv) {
            return Optional.of(csv.path());
        }
        if (data instanceof DataSpec.Idx idx) {
            return Optional.of(idx.images());
        }
        if (data instanceof DataSpec.ImageFolder images) {
            return Optional.of(images.path());
        }
        if (data instanceof Text text) {
            return Optional.of(text.path());
        }
        if (data instanceof Series series) {
            return Optional.of(series.path());
        }
        return data instanceof DataSpec.Table table
                ? table.files().values().stream().findFirst()
                : Optional.empty();
    }
}
