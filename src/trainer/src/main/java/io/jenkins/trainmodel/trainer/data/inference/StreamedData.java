package io.jenkins.trainmodel.trainer.data.inference;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/** Samples of which only those of a batch are in memory. */
public final class StreamedData implements UnseenData {
    private final LearnedData learned;
    private final Function<Consumer<String>, SampleReader> open;
    private final TreeSet<String> notes = new TreeSet<>();

    /** @param open begins to read; what people should know it tells to whoever it is given */
    public StreamedData(LearnedData learned, Function<Consumer<String>, SampleReader> open) {
        this.learned = learned;
        this.open = open;
    }

    @Override
    public StreamedBatches batches(int batchSize) {
        return new StreamedBatches(open.apply(notes::add), learned, batchSize);
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }
}
