package io.jenkins.trainmodel.trainer.data.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
    @Test
    void shouldLetALastBatchOfOneJoinTheOneBefore() {
        BatchPlan plan = new BatchPlan(33, 32, true);

        assertThat(plan.batches()).isOne();
        assertThat(plan.size(0)).isEqualTo(33);
        assertThat(plan.largest()).isEqualTo(33);
        assertThat(plan.hasSingle()).isFalse();
        assertThat(BatchPlan.of(33, 32).batches()).isEqualTo(2);
        assertThat(new BatchPlan(34, 32, true).batches()).isEqualTo(2);
    }

    @Test
    void shouldSayWhereASingleSampleIsLeft() {
        assertThat(new BatchPlan(1, 32, true).hasSingle()).isTrue();
        assertThat(new BatchPlan(8, 1, true).hasSingle()).isTrue();
        assertThat(new BatchPlan(9, 4, false).hasSingle()).isTrue();
        assertThat(new BatchPlan(10, 4, true).hasSingle()).isFalse();
    }

    @Property
    void shouldHoldEverySampleOnce(
            @ForAll @IntRange(min = 1, max = 500) int samples,
            @ForAll @IntRange(min = 1, max = 70) int batchSize,
            @ForAll boolean joins) {
        BatchPlan plan = new BatchPlan(samples, batchSize, joins);

        int next = 0;
        for (int batch = 0; batch < plan.batches(); batch++) {
            assertThat(plan.begin(batch)).isEqualTo(next);
            assertThat(plan.size(batch)).isBetween(1, plan.largest());
            next += plan.size(batch);
        }
        assertThat(next).isEqualTo(samples);
        assertThat(plan.hasSingle())
                .isEqualTo(IntStream.range(0, plan.batches()).anyMatch(batch -> plan.size(batch) == 1));
    }

    @Property
    void shouldShareEveryBatchAmongReplicas(
            @ForAll @IntRange(min = 2, max = 300) int samples,
            @ForAll @IntRange(min = 2, max = 70) int batchSize,
            @ForAll @IntRange(min = 1, max = 9) int replicas,
            @ForAll boolean joins) {
        BatchPlan whole = new BatchPlan(samples, batchSize, joins);

        for (int batch = 0; batch < whole.batches(); batch++) {
            int next = whole.begin(batch);
            for (int rank = 0; rank < replicas; rank++) {
                BatchPlan share = whole.sharedBy(replicas, rank);
                assertThat(share.begin(batch)).isEqualTo(next);
                assertThat(share.whole(batch)).isEqualTo(whole.size(batch));
                assertThat(share.size(batch)).isBetween(0, share.largest());
                assertThat(joins && whole.size(batch) > 1 && share.size(batch) == 1)
                        .as("a sample alone cannot be normalised")
                        .isFalse();
                next += share.size(batch);
            }
            assertThat(next).isEqualTo(whole.begin(batch) + whole.size(batch));
            assertThat(whole.sharedBy(replicas, 0).size(batch)).isPositive();
        }
    }
}
