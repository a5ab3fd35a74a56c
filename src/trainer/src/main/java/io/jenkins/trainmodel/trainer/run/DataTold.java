package io.jenkins.trainmodel.trainer.run;

import io.jenkins.trainmodel.event.TrainingEvent.ClassCount;
import io.jenkins.trainmodel.event.TrainingEvent.DataRead;
import io.jenkins.trainmodel.trainer.data.DataFacts;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What the log tells of the data before training begins. */
public final class DataTold {
    private DataTold() {}

    /** The fingerprint, the files and classes, and what is odd. */
    public static DataRead of(LoadedData data) {
        DataFacts facts = data.facts();
        return new DataRead(
                data.fingerprint(),
                first(facts.files()),
                facts.files().size(),
                first(classes(data)),
                data.classNames().size(),
                facts.duplicates(),
                first(facts.constant()),
                facts.constant().size());
    }

    private static <T> List<T> first(List<T> all) {
        return all.stream().limit(DataRead.MOST).toList();
    }

    /** The largest ones first. */
    private static List<ClassCount> classes(LoadedData data) {
        DataFacts facts = data.facts();
        return IntStream.range(0, data.classNames().size())
                .mapToObj(index -> new ClassCount(
                        data.classNames().get(index),
                        at(data.classCounts(), index),
                        at(facts.validation(), index),
                        at(facts.test(), index)))
                .sorted(Comparator.comparingLong(ClassCount::train).reversed())
                .toList();
    }

    private static long at(List<Long> counts, int index) {
        return counts.isEmpty() ? 0 : counts.get(index);
    }
}
