package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Preprocessing;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.file.SourceFile;
import io.jenkins.trainmodel.trainer.data.label.RawLabels;
import io.jenkins.trainmodel.trainer.data.rows.FloatRows;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import io.jenkins.trainmodel.trainer.data.split.ContentNumber;
import io.jenkins.trainmodel.trainer.data.table.Assembly;
import io.jenkins.trainmodel.trainer.data.table.Preparation;
import io.jenkins.trainmodel.trainer.data.table.SampleTable;
import io.jenkins.trainmodel.trainer.data.table.Sources;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Data that a part of a user's own reads: once, whole, and with a fingerprint of all that it gives. */
public final class OwnData {
    private static final int TOLD_EVERY = 1 << 14;

    private final DataSpec.Custom spec;
    private final List<Path> classpath;
    private final LoadProgress progress;
    private final MemoryBudget budget;
    private final MessageDigest digest = SourceFile.sha256();

    public OwnData(DataSpec.Custom spec, List<Path> classpath, LoadProgress progress, MemoryBudget budget) {
        this.spec = spec;
        this.classpath = List.copyOf(classpath);
        this.progress = progress;
        this.budget = budget;
    }

    /** Reads all samples, checks and splits them. */
    public LoadedData load(long seed, Optional<Expectation> expected) {
        OpenSource source = OpenSource.open(spec.part(), classpath);
        SampleTable table;
        try (source) {
            table = read(source);
        }
        Preprocessing given = Preprocessing.scaled("values as " + source.what() + " gives them", List.of(), 1);
        Sources sources = Sources.of(table, Optional.empty(), Optional.empty(), spec, seed);
        DataFile content = new DataFile(spec.part().name(), HexFormat.of().formatHex(digest.digest()));
        List<String> warnings = source.threadsLeft().stream().toList();
        return new Assembly(sources, spec.validation(), seed, expected, warnings)
                .assemble(source.shape(), Preparation.done(given), List.of(content));
    }

    private SampleTable read(OpenSource source) {
        String name = source.what();
        budget.expect(name, (long) source.size() * source.width() * Float.BYTES);
        source.shape().forEach(axis -> add(Integer.BYTES, bytes -> bytes.putInt(axis)));
        FloatRows rows = new FloatRows(name, source.width(), budget);
        long[] contents = new long[source.size()];
        LabelReader labels = LabelReader.of(spec.task(), source);
        for (int sample = 0; sample < contents.length; sample++) {
            float[] features = source.features(sample);
            byte[] content = bytes(features);
            digest.update(content);
            contents[sample] = ContentNumber.of(content);
            rows.add(features);
            add(labels.read(sample));
            if (sample % TOLD_EVERY == 0) {
                progress.read(spec.part().name(), sample, contents.length);
            }
        }
        return new SampleTable(name, rows, labels.all(), number -> Integer.toString(number + 1), contents);
    }

    private static byte[] bytes(float[] features) {
        ByteBuffer bytes = ByteBuffer.allocate(features.length * Float.BYTES);
        bytes.asFloatBuffer().put(features);
        return bytes.array();
    }

    /** With the length before it, so that no two sequences of labels give the same bytes. */
    private void add(byte[] label) {
        add(Integer.BYTES, bytes -> bytes.putInt(label.length));
        digest.update(label);
    }

    private void add(int length, Consumer<ByteBuffer> content) {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        content.accept(bytes);
        digest.update(bytes.array());
    }

    /** Reads labels one after the other. */
    private interface LabelReader {
        /** Keeps the label of the next sample, and returns it as bytes. */
        byte[] read(int sample);

        RawLabels all();

        static LabelReader of(Task task, OpenSource source) {
            return task == Task.CLASSIFICATION
                    ? new Classes(source, new RawLabels.Named())
                    : new Targets(source, new double[source.size()]);
        }
    }

    private record Classes(OpenSource source, RawLabels.Named names) implements LabelReader {
        @Override
        public byte[] read(int sample) {
            String name = source.className(sample);
            names.add(name, () -> source.what() + ", sample " + (sample + 1));
            return name.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public RawLabels all() {
            return names;
        }
    }

    private record Targets(OpenSource source, double[] values) implements LabelReader {
        @Override
        public byte[] read(int sample) {
            values[sample] = source.target(sample);
            return ByteBuffer.allocate(Double.BYTES).putDouble(values[sample]).array();
        }

        @Override
        public RawLabels all() {
            return new RawLabels.Numbers(values);
        }
    }
}
