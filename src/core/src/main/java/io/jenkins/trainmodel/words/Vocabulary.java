package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.message.Audience;

/** Words of events as people read them; one that this version does not know stays what it is. */
public final class Vocabulary {
    private Vocabulary() {}

    /** How a run ended, of the word of events such as {@code unstable}. */
    public static String outcome(String word, Audience audience) {
        return Speech.find(audience, "outcome." + word).orElse(word);
    }

    /** What a gate answered, of the word of events. */
    public static String answer(String word, Audience audience) {
        return Speech.find(audience, "answer." + word).orElse(word);
    }

    /** How a model stands to another, of the word of events. */
    public static String comparison(String word, Audience audience) {
        return Speech.find(audience, "comparison." + word).orElse(word);
    }

    /** What a person asked a training for, of the type of commands. */
    public static String command(String word, Audience audience) {
        return Speech.find(audience, "command." + word).orElse(word);
    }

    /** Why a checkpoint was saved, of the word of events. */
    public static String checkpointReason(String word, Audience audience) {
        return Speech.find(audience, "checkpointReason." + word).orElse(word);
    }
}
