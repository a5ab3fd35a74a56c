package io.jenkins.trainmodel.trainer.watch.source;

import io.jenkins.trainmodel.spec.watch.MetricFiles.Axis;
import io.jenkins.trainmodel.trainer.tensorboard.ScalarReader;
import io.jenkins.trainmodel.trainer.tensorboard.ScalarReader.Scalar;
import io.jenkins.trainmodel.trainer.watch.file.FilesBefore;
import io.jenkins.trainmodel.trainer.watch.file.GrowingFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * An event file of TensorBoard. Values of a step come one by one, and belong together until another step comes, or nothing. Where steps count
 * optimizer steps, a scalar {@code epoch} says in which epoch a step lies, as Lightning and Transformers write one.
 */
final class EventLog implements ReportSource {
    private static final String EPOCH = "epoch";

    private final Path path;
    private final MetricPaths paths;
    private final Axis axis;
    private final GrowingFile file;
    private final EpochNumbers epochs;
    private ScalarReader scalars = new ScalarReader();
    private long step = -1;
    private int epoch;
    private Map<String, Double> metrics = new TreeMap<>();

    /** @param epochs of the program, which counts the same in all of its files */
    EventLog(Path path, MetricPaths paths, Axis axis, EpochNumbers epochs, FilesBefore before) {
        this.path = path;
        this.paths = paths;
        this.epochs = epochs;
        this.axis = axis;
        this.file = before.open(path);
    }

    @Override
    public void read(Consumer<Report> reports) throws IOException {
        GrowingFile.Growth growth = file.read();
        if (growth.anew()) {
            scalars = new ScalarReader();
            step = -1;
            epoch = 0;
            metrics = new TreeMap<>();
        }
        boolean damaged = scalars.isDamaged();
        for (Scalar scalar : scalars.read(growth.bytes())) {
            take(scalar, reports);
        }
        // a file that validation alone writes says nothing more for long
        if (axis == Axis.EPOCH || growth.bytes().length == 0) {
            flush(reports);
        }
        if (scalars.isDamaged() && !damaged) {
            reports.accept(new Report.Unreadable(path.getFileName()
                    + ": from here on it holds no records of TensorBoard, and nothing more is read of it"));
        }
    }

    @Override
    public boolean hasMore() {
        return file.hasMore() && !scalars.isDamaged();
    }

    @Override
    public void finish(Consumer<Report> reports) {
        flush(reports);
    }

    private void take(Scalar scalar, Consumer<Report> reports) {
        if (scalar.step() < 0) {
            return;
        }
        if (scalar.step() != step) {
            flush(reports);
            step = scalar.step();
        }
        String name = scalar.tag().substring(scalar.tag().lastIndexOf('/') + 1);
        if (name.equals(EPOCH)) {
            epoch = (int) Math.max(epoch, Math.ceil(scalar.value() + (isWhole(scalar.value()) ? 1 : 0)));
        } else {
            name(scalar.tag()).ifPresent(known -> metrics.put(known, scalar.value()));
        }
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value);
    }

    /** Keras writes values of validation under the same names into a folder of their own. */
    private Optional<String> name(String tag) {
        boolean validation = Optional.ofNullable(path.getParent())
                .map(folder -> folder.getFileName().toString().startsWith("val"))
                .orElse(false);
        String plain = tag.replaceFirst("^epoch_", "");
        return paths.of(validation && !plain.contains("/") ? "val_" + plain : plain);
    }

    private void flush(Consumer<Report> reports) {
        if (metrics.isEmpty()) {
            return;
        }
        if (axis == Axis.EPOCH) {
            int of = epochs.of((int) Math.min(Integer.MAX_VALUE - 1, step));
            reports.accept(new Report.EpochEnd(of, OptionalLong.empty(), metrics));
        } else {
            OptionalInt of = epoch > 0 ? OptionalInt.of(epoch) : OptionalInt.empty();
            reports.accept(new Report.Reading(of, step, metrics));
        }
        metrics = new TreeMap<>();
    }
}
