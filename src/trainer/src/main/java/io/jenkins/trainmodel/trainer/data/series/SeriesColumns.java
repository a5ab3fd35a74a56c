package io.jenkins.trainmodel.trainer.data.series;

import io.jenkins.trainmodel.spec.data.Series;
import io.jenkins.trainmodel.trainer.data.csv.CsvHeader;
import io.jenkins.trainmodel.trainer.data.file.TableFile;
import io.jenkins.trainmodel.trainer.data.problem.Problems;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Where in a file what stands.
 *
 * @param time the column of the time
 * @param series the column that tells series apart
 * @param values the columns of the targets, then those of the features
 */
record SeriesColumns(CsvHeader header, int time, OptionalInt series, List<Integer> values) {
    static SeriesColumns read(TableFile file, Series spec) {
        CsvHeader header = CsvHeader.read(file);
        Problems problems = new Problems();
        header.requireDistinct(problems);
        header.require("the time", spec.time(), problems);
        spec.series().ifPresent(name -> header.require("the series", name, problems));
        spec.targets().forEach(name -> header.require("a target", name, problems));
        spec.features().forEach(name -> header.require("a feature", name, problems));
        problems.throwIfAny();
        return new SeriesColumns(
                header,
                header.names().indexOf(spec.time()),
                spec.series()
                        .map(name -> OptionalInt.of(header.names().indexOf(name)))
                        .orElse(OptionalInt.empty()),
                names(spec).stream().map(header.names()::indexOf).toList());
    }

    /** The names of the columns with values, in their order. */
    static List<String> names(Series spec) {
        return Stream.concat(spec.targets().stream(), spec.features().stream()).toList();
    }
}
