package io.jenkins.trainmodel.spec.data;

/**
 * What becomes of records that cannot be read as what they should be.
 *
 * @param skipped how many are left out at most in a file; 0: the first one is an error
 */
public record BadRecords(int skipped) {
    /** Every one is an error. */
    public static final BadRecords FAIL = new BadRecords(0);

    public boolean areSkipped() {
        return skipped > 0;
    }
}
