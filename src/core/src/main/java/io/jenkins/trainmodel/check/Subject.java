package io.jenkins.trainmodel.check;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is tried before a run, in this order. */
public enum Subject {
    /** The file, the values that replace some of its own, the rules and gates. */
    SPECIFICATION,
    /** What trains in the place of the trainer: whether it is there to be started. */
    PROGRAM,
    /** The native libraries and their first operation. */
    ENGINE,
    /** Where it computes. */
    DEVICE,
    /** The run that it is compared with, and may begin from. */
    REFERENCE,
    /** Files that a program writes its metrics into, and those that are kept. */
    FILES,
    /** All that trains, validates and tests, read to its end. */
    DATA,
    /** One optimizer step: forward, backward, update. */
    STEP,
    /** Every rule's and gate's metric, among those that were really measured. */
    METRICS,
    /** Written as a run writes it, and read back. */
    CHECKPOINT,
    /** Time, memory and disk of the whole run, from measured steps. */
    ESTIMATE,
    /** Room for what retention keeps at once, the model package and the logs. */
    DISK;

    /** The word of files, in lower case. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Subject of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
