package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.spec.reference.NamePattern;
import java.util.List;

/**
 * Parameters that learn at a learning rate of their own.
 *
 * @param names of these parameters, in which a star stands for any characters
 * @param learningRateFactor by which the learning rate of every step is multiplied for them, above 0
 */
public record ParameterGroup(List<String> names, double learningRateFactor) {
    public ParameterGroup {
        names = List.copyOf(names);
    }

    /** Whether a parameter of this name is one of them. */
    public boolean holds(String parameter) {
        return names.stream().anyMatch(pattern -> new NamePattern(pattern).matches(parameter));
    }
}
