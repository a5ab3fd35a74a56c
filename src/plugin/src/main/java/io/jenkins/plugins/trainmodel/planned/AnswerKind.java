package io.jenkins.plugins.trainmodel.planned;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What people may answer to a run that waits for them. */
public enum AnswerKind {
    /** The run trains on from its checkpoint. */
    CONTINUE,
    /** The run ends here with the model that it has. */
    FINISH,
    /** The run ends here and nothing of it is kept. */
    DISCARD;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The answer of this word, if there is one. */
    public static Optional<AnswerKind> find(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** All words, for messages. */
    public static String allowed() {
        return Arrays.stream(values()).map(AnswerKind::word).collect(Collectors.joining(", "));
    }
}
