package io.jenkins.plugins.trainmodel.agent;

import hudson.EnvVars;
import java.util.Locale;
import java.util.Optional;

/** The environment of the trainer: the step's, with a locale in which every name can be written. */
final class TrainerEnvironment {
    private static final String LOCALE = "LC_ALL";

    private TrainerEnvironment() {}

    /** A locale of UTF-8 that a person has chosen stays. */
    static EnvVars of(EnvVars environment) {
        EnvVars own = new EnvVars(environment);
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
