package io.jenkins.trainmodel.steer;

/** What a value consists of, which tells a form how to ask for it. */
public enum KeyType {
    /** A whole number. */
    WHOLE,
    /** A number. */
    DECIMAL,
    /** A time with its unit, such as {@code 8h30m}. */
    DURATION,
    /** True or false. */
    TRUTH,
    /** One of several words. */
    CHOICE,
    /** Any other text. */
    TEXT
}
