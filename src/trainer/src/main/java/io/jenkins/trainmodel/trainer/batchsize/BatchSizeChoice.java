package io.jenkins.trainmodel.trainer.batchsize;

/**
 * The batch size that was found for a run.
 *
 * @param samples in a batch
 * @param reason why it is not larger
 */
public record BatchSizeChoice(int samples, String reason) {
    /** For people, such as {@code 64 was chosen: batches of 128 …}. */
    public String words() {
        return samples + " was chosen: " + reason;
    }
}
