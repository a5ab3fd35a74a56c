package io.jenkins.trainmodel.steer;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Messages;

/** What keys are called in forms; and why something cannot be, in English, since the log records it. */
final class SteerLabels {
    private static final Messages MESSAGES = Messages.of(SteerLabels.class);

    private SteerLabels() {}

    /** The label of a key by its last name; the name itself where it has none. */
    static String label(Audience audience, String name, String owner) {
        String label = MESSAGES.find(audience, "label." + name).orElse(name);
        return owner.isEmpty() ? label : MESSAGES.say(audience, "label.of", label, owner);
    }

    static String unit(Audience audience, String name) {
        return MESSAGES.find(audience, "unit." + name).orElse("");
    }

    static String endless() {
        return "no rule would be certain to end the run any more, and endless is not true";
    }

    static String fixed(String key) {
        return key + " cannot change while a run goes on";
    }

    static String fixedAtCheckpoint(String key) {
        return key + " cannot be another one where a run begins at a checkpoint";
    }

    static String nothingToRaise(String rule) {
        return "the run has no rule " + rule + " that could be raised";
    }

    static String nothingAsked() {
        return "say by how many epochs or by how much time";
    }

    static String tooLong() {
        return "no run lasts that long";
    }

    static String otherEnd(String rule) {
        return "the run was ended by " + rule + ", which more epochs and more time do not change";
    }

    static String stillOver(String rule) {
        return "the limit " + rule + " is reached, so the run would end at once: raise it as well";
    }
}
