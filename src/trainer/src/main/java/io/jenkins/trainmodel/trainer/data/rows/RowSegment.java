package io.jenkins.trainmodel.trainer.data.rows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a file that follow each other and have one layout, mapped in blocks of whole rows.
 *
 * @param first the number of its first row
 */
record RowSegment(RowLayout layout, int first, int rowsOfBlock, List<ByteBuffer> blocks) {
    /**
     * Maps it.
     *
     * @param at where it begins in the file, in bytes
     * @param rows how many it has
     * @param blockBytes about the size of a block
     */
    static RowSegment map(FileChannel channel, RowLayout layout, int first, long at, int rows, long blockBytes)
            throws IOException {
        int rowsOfBlock = (int) Math.max(1, blockBytes / layout.bytes());
        List<ByteBuffer> blocks = new ArrayList<>();
        for (long row = 0; row < rows; row += rowsOfBlock) {
            long taken = Math.min(rowsOfBlock, rows - row);
            blocks.add(channel.map(FileChannel.MapMode.READ_ONLY, at + row * layout.bytes(), taken * layout.bytes())
                    .order(ByteOrder.nativeOrder()));
        }
        return new RowSegment(layout, first, rowsOfBlock, List.copyOf(blocks));
    }

    double get(int row, int column) {
        return layout.get(block(row), place(row), column);
    }

    void read(int row, double[] target) {
        ByteBuffer block = block(row);
        int place = place(row);
        for (int column = 0; column < target.length; column++) {
            target[column] = layout.get(block, place, column);
        }
    }

    private ByteBuffer block(int row) {
        return blocks.get((row - first) / rowsOfBlock);
    }

    private int place(int row) {
        return (row - first) % rowsOfBlock * layout.bytes();
    }
}
