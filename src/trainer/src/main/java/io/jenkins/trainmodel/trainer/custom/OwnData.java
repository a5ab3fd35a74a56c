package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Preprocessing;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.file.SourceFile;
import io.jenkins.trainmodel.trainer.data.label.RawLabels;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
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
import java.util.stream.Stream;

/** Data that a part of a user's own reads: once, whole, and with a fingerprint of all that it gives. */
public final class OwnData {
    private static final int TOLD_EVERY = 1 << 14;

    private final DataSpec.Custom spec;
    private final List<Path> classpath;
    private final LoadProgress progress;
    private final MemoryBudget budget;

    public OwnData(DataSpec.Custom spec, List<Path> classpath, LoadProgress progress, MemoryBudget budget) {
        this.spec = spec;
        this.classpath = List.copyOf(classpath);
        this.progress = progress;
        this.budget = budget;
    }

    /** Reads all samples, checks and splits them. */
    public LoadedData load(long seed, Optional<Expectation> expected) {
        Given training = read(spec.part(), "");
        Optional<Given> validation = spec.validationPart().map(part -> read(part, " for validation"));
        Optional<Given> test = spec.testPart().map(part -> read(part, " for the test"));
        List<Given> all = Stream.concat(
                        Stream.of(training), Stream.of(validation, test).flatMap(Optional::stream))
                .toList();
        all.forEach(given -> requireLike(training, given));
        Preprocessing values =
                Preprocessing.scaled("values as " + training.table.source() + " gives them", List.of(), 1);
        Sources sources = Sources.of(training.table, validation.map(Given::table), test.map(Given::table), spec, seed);
        List<String> warnings = all.stream()
                .flatMap(given -> given.threadsLeft.stream())
                .distinct()
                .toList();
        return new Assembly(sources, spec.validation(), seed, expected, warnings)
                .assemble(
                        training.shape,
                        Preparation.done(values),
                        all.stream().map(Given::content).toList());
    }

    /** What the part has given with some options. */
    private record Given(SampleTable table, List<Integer> shape, DataFile content, Optional<String> threadsLeft) {}

    private static void requireLike(Given training, Given other) {
        if (!other.shape.equals(training.shape)) {
            throw new DataException(other.table.source() + ": samples of shape " + other.shape
                    + ", but those for training have " + training.shape);
        }
    }

    /**
     * Opens the part and reads all that it gives.
     *
     * @param purpose what it is for, behind the part's name; empty for training
     */
    private Given read(PartSpec part, String purpose) {
        OpenSource source = OpenSource.open(part, classpath);
        MessageDigest digest = SourceFile.sha256();
        SampleTable table;
        try (source) {
            table = read(source, part.name() + purpose, source.what() + purpose, digest);
        }
        DataFile content = new DataFile(part.name() + purpose, HexFormat.of().formatHex(digest.digest()));
        return new Given(table, source.shape(), content, source.threadsLeft());
    }

    private SampleTable read(OpenSource source, String shown, String name, MessageDigest digest) {
        budget.expect(name, (long) source.size() * source.width() * Float.BYTES);
        source.shape().forEach(axis -> add(digest, Integer.BYTES, bytes -> bytes.putInt(axis)));
        FloatRows rows = new FloatRows(name, source.width(), budget);
        long[] contents = new long[source.size()];
        LabelReader labels = LabelReader.of(spec.task(), source, name);
        for (int sample = 0; sample < contents.length; sample++) {
            float[] features = source.features(sample);
            byte[] content = bytes(features);
            digest.update(content);
            contents[sample] = ContentNumber.of(content);
            rows.add(features);
            add(digest, labels.read(sample));
            if (sample % TOLD_EVERY == 0) {
                progress.read(shown, sample, contents.length);
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
    private static void add(MessageDigest digest, byte[] label) {
        add(digest, Integer.BYTES, bytes -> bytes.putInt(label.length));
        digest.update(label);
    }

    private static void add(MessageDigest digest, int length, Consumer<ByteBuffer> content) {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        content.accept(bytes);
        digest.update(bytes.array());
    }

    /** Reads labels one after the other. */
    private interface LabelReader {
        /** Keeps the label of the next sample, and returns it as bytes. */
        byte[] read(int sample);

        RawLabels all();

        static LabelReader of(Task task, OpenSource source, String name) {
            return task == Task.CLASSIFICATION
                    ? new Classes(source, name, new RawLabels.Named())
                    : new Targets(source, new double[source.size()]);
        }
    }

    private record Classes(OpenSource source, String from, RawLabels.Named names) implements LabelReader {
        @Override
        public byte[] read(int sample) {
            String name = source.className(sample);
            names.add(name, () -> from + ", sample " + (sample + 1));
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
