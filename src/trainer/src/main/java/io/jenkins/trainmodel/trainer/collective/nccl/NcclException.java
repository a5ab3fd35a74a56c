package io.jenkins.trainmodel.trainer.collective.nccl;

/** NCCL did not do what it was asked for. Words without a full stop. */
public final class NcclException extends Exception {
    private static final long serialVersionUID = 1;

    NcclException(String message) {
        super(message);
    }
}
