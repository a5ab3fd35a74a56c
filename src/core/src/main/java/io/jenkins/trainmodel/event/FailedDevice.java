package io.jenkins.trainmodel.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/**
 * What kept a device from computing on, for programs; people read it in the reason.
 *
 * @param xid the number by which the driver of a GPU knows the error, where it has told one
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record FailedDevice(Kind kind, Optional<Long> xid) {
    /** What may help. */
    public enum Kind {
        /** It had no memory left: with less to hold, or where others hold less, the run can go on. */
        OUT_OF_MEMORY("outOfMemory"),
        /** It computes nothing more for this process: a new one can go on, there or on another device. */
        BROKEN("broken"),
        /** The system does not reach it any more: a new process can go on elsewhere. */
        LOST("lost");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word of events. */
        @JsonValue
        public String word() {
            return word;
        }

        /** The kind of a word; one that only a newer program knows says no more than that the device is {@link #BROKEN}. */
        @JsonCreator
        static Kind of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word.equals(word))
                    .findFirst()
                    .orElse(BROKEN);
        }
    }
}
