package io.jenkins.plugins.trainmodel.planned;

/** That an answer is not taken; the message says why, for who has answered. */
public final class AnswerRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whether the answer is wrong in itself; else nobody waits for it. */
    private final boolean wrong;

    AnswerRefusal(String message, boolean wrong) {
        super(message);
        this.wrong = wrong;
    }

    boolean isWrong() {
        return wrong;
    }
}
