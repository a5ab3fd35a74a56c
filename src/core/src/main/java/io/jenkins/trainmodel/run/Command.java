package io.jenkins.trainmodel.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a person asks of a running training, who asks, and why. Names are at most {@link #LONGEST_NAME} characters long and
 * reasons {@link #LONGEST_REASON}; what is more is cut. A reason may be empty.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Command.Stop.class, name = "stop"),
    @JsonSubTypes.Type(value = Command.Checkpoint.class, name = "checkpoint"),
    @JsonSubTypes.Type(value = Command.Hold.class, name = CommandInbox.HOLD),
    @JsonSubTypes.Type(value = Command.GoOn.class, name = CommandInbox.GO_ON),
    @JsonSubTypes.Type(value = Command.Change.class, name = "change"),
    @JsonSubTypes.Type(value = Command.Extend.class, name = "extend")
})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public sealed interface Command {
    int LONGEST_NAME = 200;
    int LONGEST_REASON = 1_000;

    /** Who asks. */
    String by();

    /** Why, in that person's words; empty where nothing was said. */
    String why();

    /** End now, and keep so much. */
    record Stop(Keep keep, String by, String why) implements Command {
        public Stop {
            keep = keep == null ? Keep.BEST : keep;
            by = cut(by, LONGEST_NAME);
            why = cut(why, LONGEST_REASON);
        }

        /** End now, keep the best model. */
        public Stop(String by) {
            this(Keep.BEST, by, "");
        }
    }

    /** Save a checkpoint now and go on. */
    record Checkpoint(String by, String why) implements Command {
        public Checkpoint {
            by = cut(by, LONGEST_NAME);
            why = cut(why, LONGEST_REASON);
        }

        /** The same without a reason. */
        public Checkpoint(String by) {
            this(by, "");
        }
    }

    /** Wait at the end of the running epoch, with a checkpoint saved; training time stands still. */
    record Hold(String by, String why) implements Command {
        public Hold {
            by = cut(by, LONGEST_NAME);
            why = cut(why, LONGEST_REASON);
        }
    }

    /** Hold no more. */
    record GoOn(String by, String why) implements Command {
        public GoOn {
            by = cut(by, LONGEST_NAME);
            why = cut(why, LONGEST_REASON);
        }
    }

    /**
     * Change values of the specification that may change while training, all or none.
     *
     * @param values by path, as {@code --set} takes them, such as {@code training.optimizer.learningRate}
     */
    record Change(Map<String, String> values, String by, String why) implements Command {
        public Change {
            values = values == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
            by = cut(by, LONGEST_NAME);
            why = cut(why, LONGEST_REASON);
        }
    }

    /**
     * Train longer: limits on epochs and on training time are raised, and early stopping gets its patience anew.
     *
     * @param epochs by how many more
     * @param duration by how much more, as a specification writes it, such as {@code 2h}
     */
    record Extend(Optional<Integer> epochs, Optional<String> duration, String by, String why) implements Command {
        public Extend {
            by = cut(by, LONGEST_NAME);
            why = cut(why, LONGEST_REASON);
        }

        /** Whether it asks for anything. */
        @JsonIgnore
        public boolean isEmpty() {
            return epochs.isEmpty() && duration.isEmpty();
        }
    }

    private static String cut(String text, int longest) {
        if (text == null || text.length() <= longest) {
            return text == null ? "" : text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }
}
