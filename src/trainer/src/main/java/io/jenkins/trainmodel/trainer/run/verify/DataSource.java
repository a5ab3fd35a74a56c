package io.jenkins.trainmodel.trainer.run.verify;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Series;
import io.jenkins.trainmodel.spec.data.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of data, without their place. */
public final class DataSource {
    private DataSource() {}

    public static String nameOf(DataSpec data) {
        if (data instanceof DataSpec.Idx idx) {
            return fileName(idx.images()) + ", " + fileName(idx.labels());
        }
        if (data instanceof Text text) {
            return fileName(text.path());
        }
        if (data instanceof Series series) {
            return fileName(series.path());
        }
        if (data instanceof DataSpec.Custom custom) {
            return custom.part().name();
        }
        if (data instanceof DataSpec.Table table) {
            return table.files().values().stream()
                    .map(DataSource::fileName)
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
        return fileName(data instanceof DataSpec.Csv csv ? csv.path() : ((DataSpec.ImageFolder) data).path());
    }

    /** Where the data lies: files, or folders of files; nowhere that anyone knows where a part of a user's own reads it. */
    public static List<Path> placesOf(DataSpec data) {
        if (data instanceof DataSpec.Idx idx) {
            return places(
                    List.of(idx.images(), idx.labels()),
                    List.of(idx.validationImages(), idx.validationLabels(), idx.testImages(), idx.testLabels()));
        }
        if (data instanceof Text text) {
            return places(List.of(text.path()), List.of(text.validationPath(), text.testPath()));
        }
        if (data instanceof Series series) {
            return List.of(series.path());
        }
        if (data instanceof DataSpec.Table table) {
            return table.files().values().stream().sorted().toList();
        }
        if (data instanceof DataSpec.Custom) {
            return List.of();
        }
        return data instanceof DataSpec.Csv csv
                ? places(List.of(csv.path()), List.of(csv.validationPath(), csv.testPath()))
                : places(
                        List.of(((DataSpec.ImageFolder) data).path()),
                        List.of(
                                ((DataSpec.ImageFolder) data).validationPath(),
                                ((DataSpec.ImageFolder) data).testPath()));
    }

    private static List<Path> places(List<Path> always, List<Optional<Path>> maybe) {
        return Stream.concat(always.stream(), maybe.stream().flatMap(Optional::stream))
                .toList();
    }

    private static String fileName(Path path) {
        return path.getFileName().toString();
    }
}
