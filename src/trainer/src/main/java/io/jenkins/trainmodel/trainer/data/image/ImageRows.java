package io.jenkins.trainmodel.trainer.data.image;

import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.rows.ByteRows;
import io.jenkins.trainmodel.trainer.data.rows.DataOnDisk;
import io.jenkins.trainmodel.trainer.data.rows.FeatureRows;
import io.jenkins.trainmodel.trainer.data.split.ContentNumber;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Images of a folder. The first ones are kept in memory as they were decoded, as many as fit; every other one is decoded anew
 * whenever it is wanted, to the same bytes. An epoch wants every image once, in an order that is new each time, so that no
 * choice of which to keep would be hit more often.
 *
 * @param kept the first images, decoded
 * @param images all of them, in the order of their rows
 * @param contents the content number of every image, as it was read first
 */
record ImageRows(ByteRows kept, List<ImageFolder.Image> images, long[] contents, ImageDecoder decoder)
        implements FeatureRows {
    @Override
    public int size() {
        return images.size();
    }

    @Override
    public int width() {
        return kept.width();
    }

    @Override
    public boolean isCostly() {
        return kept.size() < size();
    }

    /** The files of those that are decoded anew; one that is gone meanwhile is told when it is wanted. */
    @Override
    public Optional<DataOnDisk> onDisk(int[] rows) {
        long bytes = IntStream.of(rows)
                .filter(row -> row >= kept.size())
                .mapToLong(row -> images.get(row).file().toFile().length())
                .sum();
        return bytes == 0
                ? Optional.empty()
                : Optional.of(new DataOnDisk(bytes, images.get(kept.size()).file()));
    }

    @Override
    public void copy(int row, FloatBuffer target) {
        if (row < kept.size()) {
            kept.copy(row, target);
        } else {
            kept.copy(decode(row), target);
        }
    }

    /** @throws DataException if the file is gone, or another one than at first: its side of the split may be the other */
    private byte[] decode(int row) {
        ImageFolder.Image image = images.get(row);
        try {
            byte[] content = Files.readAllBytes(image.file());
            if (ContentNumber.of(ImageTable.hash(content)) != contents[row]) {
                throw new DataException(image.file() + ": the image has changed while the run was using it; leave data"
                        + " alone while it trains, or give Java more heap so that it is read once");
            }
            return decoder.decode(content);
        } catch (IOException failure) {
            throw new DataException(image.file() + ": the image cannot be read any more", failure);
        }
    }
}
