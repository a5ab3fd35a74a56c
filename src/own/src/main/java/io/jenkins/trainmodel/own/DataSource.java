package io.jenkins.trainmodel.own;

import java.io.IOException;

/**
 * Where samples come from. They are read once, by their number, before training begins: what is read is split, kept in memory and
 * shuffled as samples of a table are. So the same sample must have the same numbers whenever it is asked for.
 */
public interface DataSource extends Part {
    /** Opens what is read, before anything else is asked. Whatever is opened here is closed by {@link #close}. */
    default void open() throws IOException {}

    /** How many samples there are: at least one, and the same as long as it is open. */
    int size() throws IOException;

    /**
     * The shape of a sample: such as {@code [64]}, {@code [channels, height, width]} of an image, or {@code [time, features]} of
     * a sequence.
     */
    int[] shape() throws IOException;

    /**
     * Reads a sample.
     *
     * @param sample counted from 0
     * @param features takes its numbers, which must be finite, the last axis of the shape fastest; zeros when it is called
     */
    void read(int sample, float[] features) throws IOException;

    /** The name of the sample's class; not asked of samples of which a number is to be predicted. */
    default String className(int sample) throws IOException {
        throw new UnsupportedOperationException("it names no classes; set data.task to regression, or give className");
    }

    /** The number that is to be predicted of the sample; asked of no others. */
    default double target(int sample) throws IOException {
        throw new UnsupportedOperationException("it has no targets; set data.task to classification, or give target");
    }

    /** Closes what was opened, also where opening or reading has failed. */
    default void close() throws IOException {}
}
