package io.jenkins.trainmodel.trainer.data.image;

import io.jenkins.trainmodel.spec.data.BadRecords;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.file.SourceFile;
import io.jenkins.trainmodel.trainer.data.label.RawLabels;
import io.jenkins.trainmodel.trainer.data.problem.BadRecordCount;
import io.jenkins.trainmodel.trainer.data.problem.ByteAmount;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Problems;
import io.jenkins.trainmodel.trainer.data.rows.ByteRows;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import io.jenkins.trainmodel.trainer.data.split.ContentNumber;
import io.jenkins.trainmodel.trainer.data.table.SampleTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Reads the images of a folder, several at a time. */
record ImageTable(ImageFolder folder, ImageDecoder decoder, LoadProgress progress, MemoryBudget budget) {
    private static final int IMAGES_AT_A_TIME = 64;
    private static final long LARGEST_FILE = 1 << 28;

    /**
     * Reads all of them.
     *
     * @param digest takes a line for every image, as {@code sha256sum} prints it, also for those that are left out: whoever
     *     puts another in the place of one has other data
     * @param policy for images that are none, or damaged; a file that cannot be read is an error in any case
     * @param notes takes what people should know of those that were left out
     */
    SampleTable read(MessageDigest digest, BadRecords policy, List<String> notes) {
        String source = folder.path().toString();
        Intake intake = new Intake(digest, policy);
        progress.read(source, 0, folder.images().size());
        for (int from = 0; from < folder.images().size(); from += IMAGES_AT_A_TIME) {
            decode(from).forEach(intake::take);
            progress.read(
                    source,
                    Math.min(from + IMAGES_AT_A_TIME, folder.images().size()),
                    folder.images().size());
        }
        return intake.table(notes);
    }

    /** Takes the images in their order. */
    private final class Intake {
        private final String source = folder.path().toString();
        private final int sampleBytes = decoder.channels() * decoder.height() * decoder.width();
        private final int kept = kept(sampleBytes);
        private final ByteRows rows = new ByteRows(source, sampleBytes, ByteRows.unsigned(1.0 / 255), budget);
        private final RawLabels.Named labels = new RawLabels.Named();
        private final LongStream.Builder contents = LongStream.builder();
        private final List<ImageFolder.Image> samples = new ArrayList<>();
        private final Problems problems = new Problems();
        private final MessageDigest digest;
        private final BadRecordCount bad;

        Intake(MessageDigest digest, BadRecords policy) {
            this.digest = digest;
            bad = new BadRecordCount(source, policy, problems);
        }

        void take(Decoded image) {
            digest.update(image.line().getBytes(StandardCharsets.UTF_8));
            image.unreadable().ifPresent(problems::add);
            image.problem().ifPresent(bad::add);
            bad.leaveOut();
            image.sample().ifPresent(sample -> add(image, sample));
        }

        private void add(Decoded image, byte[] sample) {
            samples.add(image.image());
            if (rows.size() < kept) {
                rows.add(sample);
            }
            labels.add(image.image().className(), () -> image.image().file().toString());
            contents.add(image.content());
        }

        SampleTable table(List<String> notes) {
            problems.throwIfAny();
            bad.note(notes);
            if (samples.isEmpty()) {
                throw new DataException(source + ": none of the images can be read; replace, convert or remove them");
            }
            long[] numbers = contents.build().toArray();
            ImageRows images = new ImageRows(rows, List.copyOf(samples), numbers, decoder);
            return new SampleTable(source, images, labels, number -> nameOf(samples.get(number)), numbers);
        }
    }

    private static String nameOf(ImageFolder.Image image) {
        return image.className() + "/" + image.name();
    }

    /** How many decoded images stay in memory: all, or as many as leave half of it to those that are decoded anew. */
    private int kept(int sampleBytes) {
        long images = folder.images().size();
        // memory is taken by blocks, the last of which may be nearly empty
        long block = Math.max(sampleBytes, ByteRows.BLOCK_BYTES);
        boolean all = images * sampleBytes + block <= budget.room();
        return (int) (all ? images : Math.max(0, Math.min(images, (budget.room() / 2 - block) / sampleBytes)));
    }

    private List<Decoded> decode(int from) {
        int to = Math.min(from + IMAGES_AT_A_TIME, folder.images().size());
        return IntStream.range(from, to)
                .parallel()
                .mapToObj(number -> decode(folder.images().get(number)))
                .toList();
    }

    private Decoded decode(ImageFolder.Image image) {
        try {
            byte[] content = content(image.file());
            byte[] hash = hash(content);
            String line = HexFormat.of().formatHex(hash) + "  " + nameOf(image) + "\n";
            return decoded(new Decoded(image, Optional.empty(), ContentNumber.of(hash), line), content);
        } catch (IOException failure) {
            return new Decoded(image, Optional.empty(), 0, "").unreadable(ImageDecoder.problem(image.file(), failure));
        }
    }

    /** @throws IOException if it cannot be read, or is so large that nobody should try */
    static byte[] content(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException("the file is larger than " + ByteAmount.of(LARGEST_FILE));
        }
        return Files.readAllBytes(file);
    }

    private Decoded decoded(Decoded read, byte[] content) {
        try {
            return read.with(decoder.decode(content));
        } catch (IOException damaged) {
            return read.damaged(ImageDecoder.problem(read.image().file(), damaged));
        }
    }

    static byte[] hash(byte[] content) {
        return SourceFile.sha256().digest(content);
    }

    /**
     * An image as it was found.
     *
     * @param sample empty: it cannot be had
     * @param line with its hash; empty where the file cannot be read
     * @param problem what is wrong with its content
     * @param unreadable why the file cannot be read
     */
    private record Decoded(
            ImageFolder.Image image,
            Optional<byte[]> sample,
            long content,
            String line,
            Optional<String> problem,
            Optional<String> unreadable) {
        Decoded(ImageFolder.Image image, Optional<byte[]> sample, long content, String line) {
            this(image, sample, content, line, Optional.empty(), Optional.empty());
        }

        Decoded with(byte[] found) {
            return new Decoded(image, Optional.of(found), content, line);
        }

        Decoded damaged(String why) {
            return new Decoded(image, sample, content, line, Optional.of(why), unreadable);
        }

        Decoded unreadable(String why) {
            return new Decoded(image, sample, content, line, problem, Optional.of(why));
        }
    }
}
