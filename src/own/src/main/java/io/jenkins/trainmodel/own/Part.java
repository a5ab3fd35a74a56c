package io.jenkins.trainmodel.own;

/**
 * A part of a training. Every place of the specification that names one gets an object of its own. The order of calls:
 * {@link #configure}, then {@link #restore} where a run goes on, then what the kind of part does; {@link #save} whenever a
 * checkpoint is made. All of it happens on one thread.
 *
 * <p>What a part throws names its class and line to people, and ends the run; a callback may be configured otherwise.
 */
public interface Part {
    /** The name by which specifications call it, unique among the parts of its kind on the class path. */
    String name();

    /**
     * Takes the options of the specification. Options that were not asked for here are refused. It is called also where a
     * specification is only checked, so it opens nothing and starts nothing.
     *
     * @throws OptionException for an option that cannot be meant; people are told its line
     */
    default void configure(Options options) {}

    /** All that the part remembers and that what follows depends on; nothing where it remembers nothing. */
    default byte[] save() {
        return new byte[0];
    }

    /** Takes what {@link #save} gave, in another process: from here on the part does what that one would have done. Not called without bytes. */
    default void restore(byte[] saved) {}
}
