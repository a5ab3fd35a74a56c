package io.jenkins.trainmodel.trainer.data.inference;

import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.batch.BatchStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** Batches of samples that are read when they are asked for, all in the same buffers. */
public final class StreamedBatches implements BatchStream {
    private final SampleReader reader;
    private final ByteBuffer features;
    private final ByteBuffer labels;
    private final int batchSize;
    private final int featureBytes;
    private final int labelBytes;
    private List<String> names = List.of();
    private List<String> next = new ArrayList<>();

    StreamedBatches(SampleReader reader, LearnedData learned, int batchSize) {
        this.reader = reader;
        this.batchSize = batchSize;
        featureBytes = Math.multiplyExact(learned.features(), Float.BYTES);
        labelBytes = learned.labelBytes();
        features = direct(Math.multiplyExact(batchSize, featureBytes));
        labels = direct(Math.multiplyExact(batchSize, labelBytes));
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    @Override
    public boolean hasNext() {
        if (next.isEmpty()) {
            fill();
        }
        return !next.isEmpty();
    }

    private void fill() {
        features.clear();
        labels.clear();
        while (next.size() < batchSize && reader.read(features, labels)) {
            next.add(reader.name());
            features.position(next.size() * featureBytes);
            // Where labels are not read they are all the first class, or 0, and nobody looks.
            labels.position(next.size() * labelBytes);
        }
        features.flip();
        labels.flip();
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all samples were read");
        }
        names = next;
        next = new ArrayList<>();
        return new Batch(features, labels, names.size(), () -> {});
    }

    /** What the samples are called of the batch that was given last. */
    public List<String> names() {
        return names;
    }

    @Override
    public void close() {
        reader.close();
    }
}
