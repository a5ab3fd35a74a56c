package io.jenkins.trainmodel.trainer.data.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Rows that lie on the disk are those that were added. */
class DiskRowsTest {
    private static final int WIDTH = 5;
    private static final int ROWS = 60_000;
    private static final Pattern BEGIN_OF_MAPPING = Pattern.compile("[0-9a-f]+-[0-9a-f]+ ");

    @TempDir
    private Path folder;

    private static double value(int row, int column) {
        return row * 1e9 + column / 3.0;
    }

    private DiskRows rows(int count, long block) {
        DiskRows rows = DiskRows.in(folder.resolve("rows"), "table", WIDTH, block);
        double[] cells = new double[WIDTH];
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < WIDTH; column++) {
                cells[column] = row == 7 && column == 2 ? Double.NaN : value(row, column);
            }
            rows.add(cells);
        }
        return rows;
    }

    @Test
    void shouldTellWhatAnEpochReads() {
        assertThat(rows(100, 100_000).onDisk(new int[] {3, 90}))
                .contains(new DataOnDisk(2 * WIDTH * Double.BYTES, folder.resolve("rows")));
    }

    @Test
    void shouldGiveEveryRowInAnyOrderWhateverBlockItIsIn() throws IOException {
        DiskRows rows = rows(ROWS, 100_000);

        assertThat(rows.size()).isEqualTo(ROWS);
        for (int step = 0; step < ROWS; step++) {
            int row = (int) ((step * 31_337L) % ROWS);
            int column = step % WIDTH;
            if (row != 7 || column != 2) {
                assertThat(rows.get(row, column)).isEqualTo(value(row, column));
            }
        }
        assertThat(rows.get(7, 2)).isNaN();
        FloatBuffer copy = FloatBuffer.allocate(WIDTH);
        rows.copy(ROWS - 1, copy);
        assertThat(copy.get(1)).isEqualTo((float) value(ROWS - 1, 1));
    }

    /** Columns need eight bytes one after the other, each from a row of its own on, and one never does. */
    @Test
    void shouldLoseNothingHoweverCellsLie() throws IOException {
        DiskRows rows = DiskRows.in(folder.resolve("rows"), "table", WIDTH, 10_000);
        for (int row = 0; row < ROWS; row++) {
            rows.add(mixed(row));
        }

        double[] read = new double[WIDTH];
        for (int step = 0; step < ROWS; step++) {
            int row = (int) ((step * 31_337L) % ROWS);
            rows.read(row, read);
            assertThat(read).containsExactly(mixed(row));
            assertThat(rows.get(row, step % WIDTH)).isEqualTo(Double.valueOf(read[step % WIDTH]));
        }
    }

    /** It would read some megabytes for every row. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldTellTheSystemInWhichOrderRowsAreRead() throws IOException {
        DiskRows rows = rows(ROWS, 1 << 20);
        double[] read = new double[WIDTH];
        for (int row = 0; row < ROWS; row++) {
            rows.read(row, read);
        }
        assertThat(mappingsReadInAnyOrder()).isZero();

        for (int step = 0; step < ROWS; step++) {
            rows.read((int) ((step * 31_337L) % ROWS), read);
        }
        assertThat(mappingsReadInAnyOrder()).isPositive();

        for (int row = 0; row < ROWS; row++) {
            rows.read(row, read);
        }
        assertThat(mappingsReadInAnyOrder()).isZero();
    }

    /** Mappings of this folder's files that the system does not read ahead of: flag {@code rr} of proc_pid_smaps(5). */
    private long mappingsReadInAnyOrder() throws IOException {
        long found = 0;
        boolean own = false;
        for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            if (BEGIN_OF_MAPPING.matcher(line).lookingAt()) {
                own = line.contains(folder.toString());
            }
            found += own && line.startsWith("VmFlags:") && line.contains(" rr") ? 1 : 0;
        }
        return found;
    }

    private static double[] mixed(int row) {
        return new double[] {
            row % 3,
            row < 1000 ? -0.0 : 0.1,
            row < 1001 ? Double.NaN : (1 << 24) + 1 + 2.0 * row,
            row < 50_000 ? 0.5 : 1e300,
            row == 0 ? 1.0 / 3 : 7
        };
    }

    @Test
    void shouldTakeRowsOfWhichEachNeedsAnotherLayout() {
        int width = 600;
        DiskRows rows = DiskRows.in(folder.resolve("rows"), "table", width, 1 << 20);
        double[] cells = new double[width];
        for (int row = 0; row < width; row++) {
            cells[row] = 0.1;
            rows.add(cells);
        }

        for (int row = 0; row < width; row++) {
            assertThat(rows.get(row, row)).isEqualTo(0.1);
            assertThat(row + 1 < width ? rows.get(row, row + 1) : 0).isEqualTo(0);
        }
    }

    @Test
    void shouldTakeFourBytesForWholeNumbers() {
        RowLayout layout = RowLayout.narrow(3);

        assertThat(layout.fits(new double[] {1, Double.NaN, 1 << 24})).isTrue();
        assertThat(layout.bytes()).isEqualTo(12);
        assertThat(layout.widened(new double[] {1, 0.1, 2}).bytes()).isEqualTo(16);
    }

    @Test
    void shouldLeaveNoFileWhereOthersSeeIt() throws IOException {
        DiskRows rows = rows(10, 1 << 20);

        assertThat(left()).as("while rows are added").isEmpty();
        assertThat(rows.get(9, 4)).isEqualTo(value(9, 4));
        assertThat(left()).isEmpty();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> left = Files.list(folder.resolve("rows"))) {
            return left.toList();
        }
    }

    @Test
    void shouldRemoveWhatAKilledProcessHasLeft() throws IOException {
        Path other = Files.createDirectories(folder.resolve("rows")).resolve("query-1.lock");
        Files.writeString(other, "of another");
        Files.writeString(folder.resolve("rows/rows17.tmp"), "large");

        try (DiskRows rows = rows(10, 1 << 20)) {
            assertThat(rows.size()).isEqualTo(10);
            assertThat(left()).containsExactly(other);
        }
    }

    @Test
    void shouldSayWhereRowsCannotBeKept() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "no folder");

        assertThatThrownBy(() -> DiskRows.in(file, "table", WIDTH))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(file + " cannot keep the rows of table");
    }
}
