package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.own.DataSource;
import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A data source of a user's own that is open, asked with care: what it gives is what its interface says, or is refused. */
final class OpenSource implements AutoCloseable {
    /** Of which a path may be replaced where a model is asked about other data. */
    private static final String PATH = "path";

    private static final int MOST_AXES = 3;
    private static final long MOST_FEATURES = 1 << 28;

    private final OwnParts parts;
    private final Guard<DataSource> part;
    private final int size;
    private final List<Integer> shape;
    private final int width;

    private OpenSource(OwnParts parts, Guard<DataSource> part) {
        this.parts = parts;
        this.part = part;
        part.call("open", source -> {
            source.open();
            return source;
        });
        size = part.call("size", DataSource::size);
        if (size < 1) {
            throw part.wrong("size", "it has " + size + " samples; at least one is needed");
        }
        shape = shapeOf(part.call("shape", DataSource::shape));
        width = shape.stream().reduce(1, Math::multiplyExact);
    }

    /**
     * Opens that of a specification.
     *
     * @throws PartException if it cannot be had
     * @throws OwnCodeException if its code fails, or gives what no data source may give
     */
    static OpenSource open(PartSpec spec, List<Path> classpath) {
        OwnParts parts = OwnParts.open(classpath);
        List<Guard<DataSource>> made = new ArrayList<>();
        try {
            made.add(parts.create(PartKind.DATA_SOURCE, spec));
            return new OpenSource(parts, made.get(0));
        } catch (RuntimeException | Error failure) {
            made.forEach(part -> closeAfter(failure, part));
            parts.closeAfter(failure);
            throw failure;
        }
    }

    private static void closeAfter(Throwable failure, Guard<DataSource> part) {
        try {
            close(part);
        } catch (OwnCodeException another) {
            failure.addSuppressed(another);
        }
    }

    /**
     * The same source with other data: its option {@code path} says where.
     *
     * @throws DataException if it has no such option, or there are several paths
     */
    static PartSpec at(PartSpec spec, List<Path> paths) {
        if (!spec.options().containsKey(PATH) || paths.size() != 1) {
            throw new DataException("the data source " + spec.name()
                    + (spec.options().containsKey(PATH)
                            ? " reads one path, and " + paths.size() + " were named"
                            : " has no option path in the specification of the run, which --data would replace: only a source"
                                    + " that reads it can be given other data"));
        }
        Map<String, Object> options = new LinkedHashMap<>(spec.options());
        options.put(PATH, paths.get(0).toString());
        return new PartSpec(spec.name(), options);
    }

    private List<Integer> shapeOf(int[] given) {
        if (given == null
                || given.length == 0
                || given.length > MOST_AXES
                || Arrays.stream(given).anyMatch(axis -> axis < 1)) {
            throw part.wrong(
                    "shape",
                    "it gives the shape " + Arrays.toString(given) + "; one to three axes of at least 1 are needed");
        }
        long features = Arrays.stream(given).asLongStream().reduce(1, OpenSource::bounded);
        if (features > MOST_FEATURES) {
            throw part.wrong(
                    "shape",
                    "it gives the shape " + Arrays.toString(given) + ", which is more than " + MOST_FEATURES
                            + " numbers a sample");
        }
        return Arrays.stream(given).boxed().toList();
    }

    private static long bounded(long product, long axis) {
        return product > MOST_FEATURES ? product : product * axis;
    }

    String what() {
        return part.what();
    }

    int size() {
        return size;
    }

    List<Integer> shape() {
        return shape;
    }

    int width() {
        return width;
    }

    /** The numbers of a sample. */
    float[] features(int sample) {
        float[] features = new float[width];
        part.call("read", source -> {
            source.read(sample, features);
            return source;
        });
        for (int place = 0; place < width; place++) {
            if (!Float.isFinite(features[place])) {
                throw part.wrong(
                        "read",
                        "it gives the value " + features[place] + " at place " + place + " of sample " + sample
                                + "; it must be finite");
            }
        }
        return features;
    }

    String className(int sample) {
        String name = part.call("className", source -> source.className(sample));
        if (name == null || name.isBlank()) {
            throw part.wrong(
                    "className",
                    "it gives sample " + sample + " no class: className gives " + (name == null ? "null" : "nothing"));
        }
        return name;
    }

    double target(int sample) {
        double target = part.call("target", source -> source.target(sample));
        if (!Float.isFinite((float) target)) {
            throw part.wrong(
                    "target",
                    "it gives the target " + target + " of sample " + sample
                            + ", which is not finite, or beyond the range of float32");
        }
        return target;
    }

    /** Which threads it has started and still run, one sentence; to be asked behind its end. */
    Optional<String> threadsLeft() {
        return parts.threadsLeft("close()");
    }

    private static void close(Guard<DataSource> part) {
        part.call("close", source -> {
            source.close();
            return source;
        });
    }

    @Override
    public void close() {
        try {
            close(part);
        } finally {
            closeParts();
        }
    }

    private void closeParts() {
        try {
            parts.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
