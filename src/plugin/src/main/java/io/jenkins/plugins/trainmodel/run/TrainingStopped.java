package io.jenkins.plugins.trainmodel.run;

import jenkins.model.CauseOfInterruption;

/** A training was ended by someone before a rule did. */
public final class TrainingStopped extends CauseOfInterruption {
    private static final long serialVersionUID = 1L;

    private final String reason;

    TrainingStopped(String reason) {
        this.reason = reason;
    }

    @Override
    public String getShortDescription() {
        return "Training: " + reason;
    }
}
