package io.jenkins.plugins.trainmodel.agent;

import hudson.EnvVars;
import java.util.Locale;
import java.util.Optional;

/** The environment of the trainer: the step's, with a locale in which every name can be written, and outliving its node block. */
final class TrainerEnvironment {
    private static final String LOCALE = "LC_ALL";
    /**
     * By this variable Pipeline ends what the processes of a {@code node} block have left. A trainer may still save there, when
     * its step was ended by force; whoever follows it sees to its end.
     */
    private static final String NODE_COOKIE = "JENKINS_NODE_COOKIE";

    private TrainerEnvironment() {}

    /** A locale of UTF-8 that a person has chosen stays. */
    static EnvVars of(EnvVars environment) {
        EnvVars own = new EnvVars(environment);
        own.put(NODE_COOKIE, "train-model");
        boolean chosen = Optional.ofNullable(environment.get(LOCALE))
                .map(value -> value.toUpperCase(Locale.ROOT).replace("-", ""))
                .filter(value -> value.contains("UTF8"))
                .isPresent();
        if (!chosen) {
            own.put(LOCALE, "C.UTF-8");
        }
        return own;
    }
}
