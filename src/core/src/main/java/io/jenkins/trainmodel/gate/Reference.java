package io.jenkins.trainmodel.gate;

/** The run that a run must not be worse than. */
public sealed interface Reference {

    /** It is there. */
    record Found(MeasuredRun run) implements Reference {}

    /**
     * It should be there and is not.
     *
     * @param reason a sentence without a full stop, such as {@code build #41 was deleted}
     */
    record Missing(String reason) implements Reference {
        /** The same words for every gate that needs it, so that a run's reason says them once. */
        String sentence() {
            return "there is no reference to compare with: " + reason;
        }
    }

    /** There cannot be one yet: the run is the first of its series, and whoever keeps the series says so. */
    record First() implements Reference {}
}
