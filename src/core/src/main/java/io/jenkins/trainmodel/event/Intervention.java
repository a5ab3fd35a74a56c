package io.jenkins.trainmodel.event;

/** What came of something that a person asked of a run that goes on. */
public sealed interface Intervention extends TrainingEvent {

    /** Who asked; empty where that is not known. */
    String by();

    /** In that person's words; empty where nothing was said. */
    String why();

    /**
     * The answer to a command.
     *
     * @param id the command's identifier
     * @param command its type
     * @param message what was done, or why nothing was
     * @param by who asked; empty where that is not known
     * @param why in that person's words; empty where nothing was said
     */
    record CommandApplied(
            String id, String command, boolean accepted, String message, String by, String why, int epoch, long step)
            implements Intervention {

        /** The answer to a command that does not say who asks. */
        public CommandApplied(String id, String command, boolean accepted, String message, int epoch, long step) {
            this(id, command, accepted, message, "", "", epoch, step);
        }
    }

    /**
     * A value of the specification changed.
     *
     * @param why in the words of who asked for it; empty where nothing was said
     */
    record HyperparameterChanged(String key, String from, String to, String by, String why, int epoch, long step)
            implements Intervention {

        /** A change without a reason. */
        public HyperparameterChanged(String key, String from, String to, String by, int epoch, long step) {
            this(key, from, to, by, "", epoch, step);
        }
    }

    /** The run waits, as a person asked: nothing is trained, and training time stands still until it goes on or ends. */
    record Held(String by, String why, int epoch, long step) implements Intervention {}

    /** A run that was held trains again. */
    record WentOn(String by, String why, int epoch, long step) implements Intervention {}
}
