package io.jenkins.plugins.trainmodel.rules;

import java.util.Arrays;
import java.util.List;

/** Epochs as people write them in one field: numbers with commas between them. */
final class EpochList {
    private EpochList() {}

    /** The epochs; null where there are none. What is no number stays text, for the reader to complain about. */
    static List<Object> parse(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return Arrays.stream(text.split(","))
                .filter(part -> !part.isBlank())
                .map(Parameters::number)
                .toList();
    }
}
