package io.jenkins.trainmodel.trainer.data.image;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.inference.LearnedData;
import io.jenkins.trainmodel.trainer.data.inference.LearnedLabels;
import io.jenkins.trainmodel.trainer.data.inference.SampleReader;
import io.jenkins.trainmodel.trainer.data.inference.UnseenRequest;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.rows.ByteRows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Images for a model: of folders of classes where labels are read, else all that lie in a place. Some are decoded at a time. */
public final class ImageSamples implements SampleReader {
    private static final int IMAGES_AT_A_TIME = 64;
    private static final float[] VALUES = ByteRows.unsigned(1.0 / 255);

    private final ImageDecoder decoder;
    private final LearnedLabels labels;
    private final boolean labelled;
    private final LoadProgress progress;
    private final String source;
    private final boolean several;
    private final List<ImageFolder.Image> images;
    private final Queue<byte[]> decoded = new ArrayDeque<>();
    private int number;

    /**
     * Lists the images.
     *
     * @param notes is told of files that are no images, and of classes without any
     */
    public ImageSamples(
            DataSpec.ImageFolder spec,
            LearnedData learned,
            UnseenRequest request,
            LoadProgress progress,
            Consumer<String> notes) {
        // decoding needs no screen, and must not look for one
        System.setProperty("java.awt.headless", "true");
        this.progress = progress;
        labelled = request.labelled();
        decoder = new ImageDecoder(spec.height(), spec.width(), spec.grayscale());
        labels = new LearnedLabels(learned);
        source = request.paths().get(0).toString();
        several = request.paths().size() > 1;
        List<ImageFolder> folders = request.paths().stream()
                .map(path -> labelled ? ImageFolder.list(path) : ImageFolder.all(path))
                .toList();
        folders.forEach(folder -> folder.notes().forEach(notes));
        images = folders.stream().flatMap(folder -> folder.images().stream()).toList();
    }

    @Override
    public boolean read(ByteBuffer featureTarget, ByteBuffer labelTarget) {
        if (number == images.size()) {
            return false;
        }
        if (decoded.isEmpty()) {
            decode();
        }
        for (byte value : decoded.remove()) {
            featureTarget.putFloat(VALUES[value & 0xFF]);
        }
        ImageFolder.Image image = images.get(number++);
        if (labelled) {
            labels.putClass(image.className(), () -> image.file().toString(), labelTarget);
        }
        return true;
    }

    private void decode() {
        int to = Math.min(number + IMAGES_AT_A_TIME, images.size());
        decoded.addAll(IntStream.range(number, to)
                .parallel()
                .mapToObj(index -> decode(images.get(index)))
                .toList());
        progress.read(source, to, images.size());
    }

    private byte[] decode(ImageFolder.Image image) {
        try {
            return decoder.decode(Files.readAllBytes(image.file()));
        } catch (IOException failure) {
            throw new DataException(image.file() + ": the image cannot be read: " + failure.getMessage()
                    + "; replace, convert or remove it");
        }
    }

    /** Its place in the folder, or its whole path where images of several places may be called the same. */
    @Override
    public String name() {
        ImageFolder.Image image = images.get(number - 1);
        return several ? image.file().toString() : image.name();
    }

    @Override
    public void close() {
        // every image is closed after it was decoded
    }
}
