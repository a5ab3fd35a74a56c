package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Messages;
import java.util.Optional;

/** The messages of this package. */
final class Speech {
    private static final Messages MESSAGES = Messages.of(Speech.class);

    private Speech() {}

    static String say(Audience audience, String key, Object... values) {
        return MESSAGES.say(audience, key, values);
    }

    static Optional<String> find(Audience audience, String key, Object... values) {
        return MESSAGES.find(audience, key, values);
    }
}
