package io.jenkins.trainmodel.trainer.data;

import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is told of data before it trains.
 *
 * @param files what was read, in this order, by names without their place
 * @param validation samples per class that validate; empty where nothing is classified
 * @param test samples per class for the test; empty where there is none
 * @param duplicates samples for training that are equal in all features to another one before, of text documents or sections; empty:
 *     nobody has counted
 * @param constant features with one value in all samples for training
 * @param columns the samples that train by the columns that were read; empty: they have none
 */
public record DataFacts(
        List<DataFile> files,
        List<Long> validation,
        List<Long> test,
        Optional<Long> duplicates,
        List<String> constant,
        Optional<TrainedColumns> columns) {
    public DataFacts {
        files = List.copyOf(files);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        constant = List.copyOf(constant);
    }

    /** The names of files whose content is another one than before; see {@link #placesOfChange}. */
    public List<String> changedSince(List<DataFile> before) {
        return placesOfChange(before).stream()
                .map(place -> files.get(place).name())
                .toList();
    }

    /**
     * Which files have another content than before, by their place in the list; empty where it is not known which they are.
     *
     * @param before what was read then, in the same order
     */
    public List<Integer> placesOfChange(List<DataFile> before) {
        return before.size() != files.size()
                ? List.of()
                : IntStream.range(0, files.size())
                        .filter(file -> !files.get(file)
                                .sha256()
                                .equals(before.get(file).sha256()))
                        .boxed()
                        .toList();
    }

    /** Of data of which only the files are known. */
    public static DataFacts ofFiles(List<DataFile> files) {
        return new DataFacts(files, List.of(), List.of(), Optional.empty(), List.of(), Optional.empty());
    }
}
