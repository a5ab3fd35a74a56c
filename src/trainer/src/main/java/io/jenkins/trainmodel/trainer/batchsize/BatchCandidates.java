package io.jenkins.trainmodel.trainer.batchsize;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.data.Text;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The batch sizes that come into question: powers of two that leave an epoch enough steps to learn in, and divide the tokens of
 * a step where these are given.
 *
 * @param sizes in rising order, at least one
 * @param reason why there is no larger one
 */
record BatchCandidates(List<Integer> sizes, String reason) {
    /** With fewer steps in an epoch a network learns little from it, however fast they are. */
    private static final int LEAST_BATCHES = 16;

    private static final int MOST_DOUBLINGS = 16;

    /**
     * @param samples in an epoch
     * @param least samples that a batch has at least
     */
    static BatchCandidates of(TrainingSpec spec, int samples, int least) {
        List<Integer> ofData = IntStream.rangeClosed(0, MOST_DOUBLINGS)
                .map(doublings -> 1 << doublings)
                .filter(size -> size == least || size > least && (long) size * LEAST_BATCHES <= samples)
                .boxed()
                .toList();
        List<Integer> fitting =
                ofData.stream().filter(size -> makesUpAStep(spec, size)).toList();
        return fitting.size() < ofData.size()
                ? new BatchCandidates(
                        fitting,
                        "no larger power of two divides the " + windows(spec) + " windows of training.tokensPerStep")
                : new BatchCandidates(fitting, end(samples));
    }

    /** Why there is no larger power of two: the data, or that none are looked at. */
    private static String end(int samples) {
        return (2L << MOST_DOUBLINGS) * LEAST_BATCHES <= samples
                ? "batches of more than " + (1 << MOST_DOUBLINGS) + " are not tried"
                : "an epoch shall have at least " + LEAST_BATCHES + " batches";
    }

    private static boolean makesUpAStep(TrainingSpec spec, int size) {
        return spec.training().tokensPerStep().isEmpty() || windows(spec) % size == 0;
    }

    private static int windows(TrainingSpec spec) {
        return spec.training().tokensPerStep().orElseThrow() / ((Text) spec.data()).context();
    }
}
