package io.jenkins.trainmodel.trainer.cli.engines;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Messages;

/** The messages of this package. */
final class Speech {
    private static final Messages MESSAGES = Messages.of(Speech.class);

    private Speech() {}

    static String say(Audience audience, String key, Object... values) {
        return MESSAGES.say(audience, key, values);
    }
}
