package io.jenkins.trainmodel.steer;

import java.util.Map;

/** What keys are called in forms, and what this room says to people. */
final class SteerLabels {
    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("learningRate", "Learning rate"),
            Map.entry("weightDecay", "Weight decay"),
            Map.entry("momentum", "Momentum"),
            Map.entry("gradientClip", "Gradient clip"),
            Map.entry("labelSmoothing", "Label smoothing"),
            Map.entry("batchSize", "Batch size"),
            Map.entry("accumulate", "Batches a step"),
            Map.entry("epochs", "Epochs"),
            Map.entry("steps", "Steps"),
            Map.entry("duration", "Training time"),
            Map.entry("deadline", "Finish by"),
            Map.entry("patience", "Patience"),
            Map.entry("minDelta", "Smallest improvement"),
            Map.entry("baseline", "Baseline"),
            Map.entry("startEpoch", "First epoch that counts"),
            Map.entry("restoreBest", "Keep the best model"),
            Map.entry("atLeast", "At least"),
            Map.entry("atMost", "At most"),
            Map.entry("value", "Below"),
            Map.entry("gap", "Gap"),
            Map.entry("deviation", "Deviation"),
            Map.entry("window", "Window"),
            Map.entry("slack", "Slack"),
            Map.entry("within", "Within"),
            Map.entry("norm", "Gradient norm"),
            Map.entry("relative", "Relative change"),
            Map.entry("lossAbove", "Loss above"),
            Map.entry("gradientAbove", "Gradient above"));
    private static final Map<String, String> UNITS = Map.of(
            "epochs", "epochs", "steps", "steps", "patience", "checks", "window", "values", "batchSize", "samples");

    private SteerLabels() {}

    /** The label of a key by its last name; the key itself where it has none. */
    static String label(String name, String owner) {
        String label = LABELS.getOrDefault(name, name);
        return owner.isEmpty() ? label : label + " (" + owner + ")";
    }

    static String unit(String name) {
        return UNITS.getOrDefault(name, "");
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
