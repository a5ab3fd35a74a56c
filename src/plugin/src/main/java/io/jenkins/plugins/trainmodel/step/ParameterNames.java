package io.jenkins.plugins.trainmodel.step;

import java.util.ArrayList;
import java.util.List;

/** Names of a model's parameters, in which a star stands for any characters: a list in a Pipeline, lines in a form. */
final class ParameterNames {
    private ParameterNames() {}

    /** Those that say something; null, as a configuration or a form may have it, is none. */
    static List<String> of(List<String> names) {
        List<String> kept = new ArrayList<>();
        if (names != null) {
            names.stream()
                    .map(ComparedStep::word)
                    .filter(name -> !name.isEmpty())
                    .forEach(kept::add);
        }
        return kept;
    }

    static List<String> parse(String lines) {
        return of(ComparedStep.word(lines).lines().toList());
    }

    static String lines(List<String> names) {
        return String.join("\n", names);
    }
}
