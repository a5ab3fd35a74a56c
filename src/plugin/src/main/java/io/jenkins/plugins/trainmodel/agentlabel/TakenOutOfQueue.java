package io.jenkins.plugins.trainmodel.agentlabel;

import jenkins.model.CauseOfInterruption;

/** Somebody has cancelled the wait for an agent in Jenkins' queue. */
public final class TakenOutOfQueue extends CauseOfInterruption {
    private static final long serialVersionUID = 1L;

    @Override
    public String getShortDescription() {
        return Messages.TakenOutOfQueue_description();
    }
}
