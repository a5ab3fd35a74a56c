package io.jenkins.trainmodel.trainer.collective;

import java.time.Duration;

/** A process that computes together with this one has ended, or does not answer. */
public final class LostMemberException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int rank;
    private final boolean ended;

    private LostMemberException(int rank, boolean ended, String message) {
        super(message);
        this.rank = rank;
        this.ended = ended;
    }

    static LostMemberException ended(int rank, long process) {
        return new LostMemberException(rank, true, "the process " + process + " with rank " + rank + " has ended");
    }

    static LostMemberException silent(int rank, long process, Duration time) {
        return new LostMemberException(
                rank,
                false,
                "the process " + process + " with rank " + rank + " has not answered for " + time.toMillis() + " ms");
    }

    /** Which of the processes. */
    public int rank() {
        return rank;
    }

    /** Whether it has ended; otherwise it is still there, and silent. */
    public boolean ended() {
        return ended;
    }
}
