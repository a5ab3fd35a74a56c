package io.jenkins.trainmodel.trainer.batchsize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class BatchSizeSearchTest {
    private static final BatchCandidates SIZES =
            new BatchCandidates(List.of(1, 2, 4, 8, 16, 32, 64), "an epoch shall have at least 16 batches");

    private final List<Integer> tried = new ArrayList<>();
    private long now;

    @Test
    void shouldGoOnForAsLongAsBatchesFitAndSayWhichDoNot() {
        assertThat(search(false, 40, size -> size))
                .isEqualTo("32 was chosen: batches of 64 do not fit into memory with a margin");
        assertThat(tried).containsExactly(8, 16, 32, 64);
    }

    @Test
    void shouldHalveWhereTheFirstDoesNotFit() {
        assertThat(search(false, 3, size -> size))
                .isEqualTo("2 was chosen: batches of 4 do not fit into memory with a margin");
        assertThat(tried).containsExactly(8, 4, 2);
    }

    @Test
    void shouldTakeNoLargerBatchThatIsHardlyFaster() {
        assertThat(search(true, 1000, size -> Math.min(1000 + size, 1000 * size / 8)))
                .isEqualTo("8 was chosen: batches of 16 are hardly faster, 1.02 k samples/s against 1 k");
        assertThat(search(true, 1000, size -> size == 64 ? 33 : size))
                .startsWith("32 was chosen: batches of 64 are hardly faster");
        assertThat(search(true, 1000, size -> size == 64 ? 30 : size))
                .isEqualTo("32 was chosen: batches of 64 are slower, 30 samples/s against 32");
        assertThat(search(false, 1000, size -> 1000)).startsWith("64 was chosen");
    }

    @Test
    void shouldSayWhatElseAllowsNoLargerOne() {
        assertThat(search(true, 1000, size -> size))
                .isEqualTo("64 was chosen: an epoch shall have at least 16 batches");
    }

    @Test
    void shouldFindNoneWhereNotEvenASingleSampleFits() {
        assertThat(search(true, 0, size -> size)).isEqualTo("none");
        assertThat(tried).containsExactly(8, 4, 2, 1);
    }

    @Test
    void shouldEndInBoundedTime() {
        BatchSizeSearch slow = new BatchSizeSearch(
                SIZES,
                BatchRoom.UNKNOWN,
                size -> {
                    now += TimeUnit.SECONDS.toNanos(20);
                    return OptionalDouble.of(size);
                },
                true,
                () -> now);

        assertThat(slow.search().orElseThrow().words())
                .isEqualTo("16 was chosen: trying batches of 32 would have taken too long");
    }

    private String search(boolean mustPay, int most, IntUnaryOperator speed) {
        BatchTrial trial = size -> {
            tried.add(size);
            return size <= most ? OptionalDouble.of(speed.applyAsInt(size)) : OptionalDouble.empty();
        };
        return new BatchSizeSearch(SIZES, BatchRoom.UNKNOWN, trial, mustPay, () -> now)
                .search()
                .map(BatchSizeChoice::words)
                .orElse("none");
    }
}
