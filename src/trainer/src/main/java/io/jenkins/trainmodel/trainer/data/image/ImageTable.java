package io.jenkins.trainmodel.trainer.data.image;

import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.file.SourceFile;
import io.jenkins.trainmodel.trainer.data.label.RawLabels;
import io.jenkins.trainmodel.trainer.data.problem.ByteAmount;
import io.jenkins.trainmodel.trainer.data.problem.Problems;
import io.jenkins.trainmodel.trainer.data.rows.ByteRows;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import io.jenkins.trainmodel.trainer.data.split.ContentNumber;
import io.jenkins.trainmodel.trainer.data.table.SampleTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
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
     * @param digest takes a line for every image, as {@code sha256sum} prints it
     */
    SampleTable read(MessageDigest digest) {
        String source = folder.path().toString();
        int sampleBytes = decoder.channels() * decoder.height() * decoder.width();
        int kept = kept(sampleBytes);
        ByteRows rows = new ByteRows(source, sampleBytes, ByteRows.unsigned(1.0 / 255), budget);
        RawLabels.Named labels = new RawLabels.Named();
        LongStream.Builder contents = LongStream.builder();
        Problems problems = new Problems();
        progress.read(source, 0, folder.images().size());
        for (int from = 0; from < folder.images().size(); from += IMAGES_AT_A_TIME) {
            for (Decoded image : decode(from)) {
                image.problem().ifPresent(problems::add);
                if (rows.size() < kept) {
                    rows.add(image.sample());
                }
                labels.add(image.image().className(), () -> image.image().file().toString());
                contents.add(image.content());
                digest.update(image.line().getBytes(StandardCharsets.UTF_8));
            }
            progress.read(
                    source,
                    Math.min(from + IMAGES_AT_A_TIME, folder.images().size()),
                    folder.images().size());
        }
        problems.throwIfAny();
        long[] numbers = contents.build().toArray();
        return new SampleTable(
                source, new ImageRows(rows, folder.images(), numbers, decoder), labels, this::nameOf, numbers);
    }

    private String nameOf(int number) {
        ImageFolder.Image image = folder.images().get(number);
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
            if (Files.size(image.file()) > LARGEST_FILE) {
                throw new IOException("the file is larger than " + ByteAmount.of(LARGEST_FILE));
            }
            byte[] content = Files.readAllBytes(image.file());
            byte[] hash = hash(content);
            String line = HexFormat.of().formatHex(hash) + "  " + image.className() + "/" + image.name() + "\n";
            return new Decoded(image, decoder.decode(content), ContentNumber.of(hash), line, Optional.empty());
        } catch (IOException failure) {
            return Decoded.failed(image, failure, decoder);
        }
    }

    static byte[] hash(byte[] content) {
        return SourceFile.sha256().digest(content);
    }

    private record Decoded(
            ImageFolder.Image image, byte[] sample, long content, String line, Optional<String> problem) {
        static Decoded failed(ImageFolder.Image image, IOException failure, ImageDecoder decoder) {
            String problem = image.file() + ": the image cannot be read: " + failure.getMessage()
                    + "; replace, convert or remove it";
            byte[] nothing = new byte[decoder.channels() * decoder.height() * decoder.width()];
            return new Decoded(image, nothing, 0, "", Optional.of(problem));
        }
    }
}
