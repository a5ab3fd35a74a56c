package io.jenkins.trainmodel.trainer.data.idx;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.inference.LearnedData;
import io.jenkins.trainmodel.trainer.data.inference.LearnedLabels;
import io.jenkins.trainmodel.trainer.data.inference.SampleReader;
import io.jenkins.trainmodel.trainer.data.inference.UnseenRequest;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The rows of an IDX file for a model. */
public final class IdxSamples implements SampleReader {
    private final double scale;
    private final LearnedData learned;
    private final LearnedLabels labels;
    private final IdxFile images;
    private final Optional<IdxFile> labelFile;
    private int number;

    /** @throws DataException if the paths are not those of one file of samples and, where labels are read, one of labels */
    public IdxSamples(DataSpec.Idx spec, LearnedData learned, UnseenRequest request, LoadProgress progress) {
        this.learned = learned;
        scale = spec.scale();
        labels = new LearnedLabels(learned);
        List<Path> paths = request.paths();
        if (paths.size() != (request.labelled() ? 2 : 1)) {
            throw new DataException(
                    request.labelled()
                            ? "IDX data to measure with are two files, that of the samples and that of their labels,"
                                    + " in this order"
                            : "IDX data to predict from is one file, that of the samples");
        }
        images = IdxFile.open(paths.get(0), progress);
        labelFile = closingImages(
                () -> request.labelled() ? Optional.of(IdxFile.open(paths.get(1), progress)) : Optional.empty());
        try {
            requireFitting();
        } catch (RuntimeException unfit) {
            close();
            throw unfit;
        }
    }

    /** Whoever cannot open the labels leaves no file open. */
    private Optional<IdxFile> closingImages(Supplier<Optional<IdxFile>> open) {
        try {
            return open.get();
        } catch (RuntimeException failure) {
            images.close();
            throw failure;
        }
    }

    private void requireFitting() {
        List<Integer> shape = IdxTable.sampleShape(images.rowShape());
        if (!shape.equals(learned.sampleShape())) {
            throw new DataException(images.path() + ": samples of shape " + shape
                    + ", but those that the model has learned have " + learned.sampleShape());
        }
        labelFile.ifPresent(file -> {
            if (file.size() != images.size() || !file.rowShape().isEmpty()) {
                throw new DataException(images.path() + " holds " + images.size() + " samples, but " + file.path()
                        + " holds " + file.size() + " labels; they do not belong together");
            }
            if (learned.task() == Task.CLASSIFICATION) {
                IdxTable.requireClasses(file);
            }
        });
    }

    @Override
    public boolean read(ByteBuffer featureTarget, ByteBuffer labelTarget) {
        if (number == images.size()) {
            return false;
        }
        ByteBuffer elements = ByteBuffer.wrap(images.next(number));
        while (elements.hasRemaining()) {
            float value = (float) (images.type().read(elements) * scale);
            if (!Float.isFinite(value)) {
                throw new DataException(
                        images.path() + ", sample " + (number + 1) + ": holds a value that is not finite in float32");
            }
            featureTarget.putFloat(value);
        }
        labelFile.ifPresent(file -> putLabel(file, labelTarget));
        number++;
        return true;
    }

    private void putLabel(IdxFile file, ByteBuffer target) {
        double value = file.type().read(ByteBuffer.wrap(file.next(number)));
        if (learned.task() == Task.CLASSIFICATION) {
            int place = number + 1;
            labels.putClass(Integer.toString((int) value), () -> file.path() + ", label " + place, target);
        } else {
            labels.putNumber(value, target);
        }
    }

    @Override
    public String name() {
        return Integer.toString(number);
    }

    @Override
    public void close() {
        images.close();
        labelFile.ifPresent(IdxFile::close);
    }
}
