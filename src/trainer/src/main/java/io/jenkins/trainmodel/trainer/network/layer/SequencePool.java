package io.jenkins.trainmodel.trainer.network.layer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** What stands for a whole sequence: [steps, width] becomes [width]. */
public record SequencePool(How how) implements Layer {
    /** Which steps it is made from. */
    public enum How {
        /** The mean over all steps. */
        MEAN("mean"),
        /** The last step. */
        LAST("last"),
        /** The first step, where a {@link ClassToken} stands. */
        FIRST("first"),
        /** Where the width's second half was read backwards: of the first half the last step, of the second the first. */
        ENDS("ends");

        private final String word;

        How(String word) {
            this.word = word;
        }

        @JsonValue
        public String word() {
            return word;
        }
    }

    public SequencePool {
        if (how == null) {
            throw new NetworkException("a pool of a sequence needs to know how");
        }
    }

    /** An operation per number for the mean; all else is a view. Nothing is kept. */
    @Override
    public Cost cost(List<Integer> input) {
        Shapes.requireSequence("a pool of a sequence", input);
        if (how == How.ENDS && input.get(1) % 2 != 0) {
            throw new NetworkException("a sequence of width " + input.get(1) + " was not read in two directions");
        }
        return Cost.of(List.of(input.get(1)), how == How.MEAN ? Shapes.elements(input) : 0, 0);
    }
}
