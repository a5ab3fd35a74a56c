package io.jenkins.plugins.trainmodel.run;

import io.jenkins.plugins.trainmodel.news.SavedCheckpoints;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which checkpoints become artifacts. */
public enum CheckpointChoice {
    NONE,
    BEST,
    LAST,
    ALL;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The choice of this word, if there is one. */
    public static Optional<CheckpointChoice> find(String word) {
        return Arrays.stream(values())
                .filter(choice -> choice.word().equals(word))
                .findFirst();
    }

    /** All words, for messages. */
    public static String allowed() {
        return Arrays.stream(values()).map(CheckpointChoice::word).collect(Collectors.joining(", "));
    }

    /** The names that are chosen from a run's checkpoints. */
    List<String> from(SavedCheckpoints saved) {
        return switch (this) {
            case NONE -> List.of();
            case BEST -> saved.best().stream().toList();
            case LAST -> saved.last().stream().toList();
            case ALL -> saved.all();
        };
    }
}
