package io.jenkins.trainmodel.trainer.data.image;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.inference.LearnedData;
import io.jenkins.trainmodel.trainer.data.inference.LearnedLabels;
import io.jenkins.trainmodel.trainer.data.inference.SampleReader;
import io.jenkins.trainmodel.trainer.data.inference.UnseenRequest;
import io.jenkins.trainmodel.trainer.data.problem.BadRecordCount;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Problems;
import io.jenkins.trainmodel.trainer.data.rows.ByteRows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final Queue<Decoded> decoded = new ArrayDeque<>();
    private final Problems problems = new Problems();
    private final BadRecordCount bad;
    private final Consumer<String> notes;
    private int number;
    private ImageFolder.Image current = new ImageFolder.Image("", "", Path.of(""));

    /** An image, and what is wrong with it where it cannot be decoded. */
    private record Decoded(ImageFolder.Image image, byte[] sample, Optional<String> problem) {}

    /**
     * Lists the images.
     *
     * @param notes is told of files that are no images, of classes without any, and of images that were left out
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
        bad = new BadRecordCount(source, spec.badRecords(), problems);
        this.notes = notes;
        several = request.paths().size() > 1;
        List<ImageFolder> folders = request.paths().stream()
                .map(path -> labelled ? ImageFolder.list(path) : ImageFolder.all(path))
                .toList();
        folders.forEach(folder -> folder.notes().forEach(notes));
        images = folders.stream().flatMap(folder -> folder.images().stream()).toList();
    }

    @Override
    public boolean read(ByteBuffer featureTarget, ByteBuffer labelTarget) {
        while (decoded.isEmpty()) {
            if (number == images.size()) {
                return false;
            }
            decode();
        }
        Decoded next = decoded.remove();
        current = next.image();
        for (byte value : next.sample()) {
            featureTarget.putFloat(VALUES[value & 0xFF]);
        }
        if (labelled) {
            labels.putClass(current.className(), () -> current.file().toString(), labelTarget);
        }
        return true;
    }

    private void decode() {
        int to = Math.min(number + IMAGES_AT_A_TIME, images.size());
        List<Decoded> found = IntStream.range(number, to)
                .parallel()
                .mapToObj(index -> decode(images.get(index)))
                .toList();
        number = to;
        for (Decoded image : found) {
            image.problem().ifPresentOrElse(this::leaveOut, () -> decoded.add(image));
        }
        problems.throwIfAny();
        progress.read(source, to, images.size());
    }

    private void leaveOut(String problem) {
        bad.add(problem);
        bad.leaveOut();
    }

    private Decoded decode(ImageFolder.Image image) {
        byte[] content = read(image.file());
        try {
            return new Decoded(image, decoder.decode(content), Optional.empty());
        } catch (IOException damaged) {
            return new Decoded(image, new byte[0], Optional.of(ImageDecoder.problem(image.file(), damaged)));
        }
    }

    /** A file that cannot be read is no bad image, and an error in any case. */
    private static byte[] read(Path file) {
        try {
            return ImageTable.content(file);
        } catch (IOException failure) {
            throw new DataException(ImageDecoder.problem(file, failure));
        }
    }

    /** Its place in the folder, or its whole path where images of several places may be called the same. */
    @Override
    public String name() {
        return several ? current.file().toString() : current.name();
    }

    @Override
    public void close() {
        List<String> left = new ArrayList<>();
        bad.note(left);
        left.forEach(notes);
    }
}
