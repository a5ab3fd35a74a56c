package io.jenkins.trainmodel.steer;

import java.util.List;
import java.util.Optional;

/**
 * A key of a specification that people may change, with what a form must know of it.
 *
 * @param key its path, as an assignment takes it, such as {@code stopWhen.0.maxEpochs.epochs}
 * @param label for people
 * @param min below which no value is allowed; the specification's own check has the last word
 * @param max above which none is
 * @param choices the words that are allowed, of a choice alone
 * @param value as the specification has it; empty where it is left out
 * @param unit of the value; empty where it has none
 * @param whileTraining whether it can change while the run goes on; otherwise only where another run begins
 */
public record SteerableKey(
        String key,
        String label,
        KeyType type,
        Optional<Limit> min,
        Optional<Limit> max,
        List<String> choices,
        String value,
        String unit,
        boolean whileTraining) {}
