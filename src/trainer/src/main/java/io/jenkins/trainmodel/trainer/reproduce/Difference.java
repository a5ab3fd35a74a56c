package io.jenkins.trainmodel.trainer.reproduce;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Something that is not as it was recorded.
 *
 * @param name the file, the label of the environment, the metric or the tensor; empty where there is but one
 * @param recorded what the package says
 * @param found what is now
 * @param step the optimizer step after which it was first seen; 0: before the first one
 */
public record Difference(Kind kind, String name, String recorded, String found, long step) {
    /** In the order in which one makes the next. */
    public enum Kind {
        /** The content of the data; nothing is trained then. */
        DATA,
        /** The content of one of its files. */
        FILE,
        /** What computes: versions, device, threads, processor. */
        ENVIRONMENT,
        /** A loss or another metric while it trained. */
        METRIC,
        /** How long it trained, or which epoch it kept. */
        END,
        /** A tensor of the model. */
        PARAMETERS;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
