package io.jenkins.trainmodel.spec.reference;

import java.util.List;

/**
 * What a run takes over from the model of its reference.
 *
 * @param freeze names of parameters that are not trained, in which a star stands for any characters
 * @param reset names of parameters that are not taken over, written likewise
 */
public record WarmStartSpec(Kind from, List<String> freeze, List<String> reset) {
    public static final WarmStartSpec NONE = new WarmStartSpec(Kind.NONE, List.of(), List.of());

    public WarmStartSpec {
        freeze = List.copyOf(freeze);
        reset = List.copyOf(reset);
    }

    /** How much is taken over. */
    public enum Kind {
        /** Nothing: parameters are drawn with the seed. */
        NONE,
        /** The parameters. */
        PARAMETERS,
        /** The parameters, the optimizer's state and the step, from which schedules go on. */
        EVERYTHING
    }

    /** Whether a parameter of this name is not trained. */
    public boolean freezes(String parameter) {
        return matches(freeze, parameter);
    }

    /** Whether a parameter of this name is drawn with the seed. */
    public boolean resets(String parameter) {
        return matches(reset, parameter);
    }

    private static boolean matches(List<String> patterns, String parameter) {
        return patterns.stream().anyMatch(pattern -> new NamePattern(pattern).matches(parameter));
    }
}
