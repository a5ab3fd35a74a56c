package io.jenkins.plugins.trainmodel.run;

import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.plugins.trainmodel.steer.Wish;

/** Tells the trainer what people wish of it besides its end, in the order of their wishes, each under an identifier of its own. */
record WishDelivery(RunState state, Surroundings surroundings) {

    /**
     * Sends what has not been sent. A restart of the controller between the sending and its noting sends again, which the
     * trainer does not mind.
     *
     * @param begun whether the training has begun; a run that is to end is asked for nothing else
     */
    void deliver(AgentRun agent, boolean begun) throws AgentSilence, InterruptedException {
        if (!begun || state.stop.isAsked()) {
            return;
        }
        for (Wish wish : state.wishes().unsent()) {
            AgentSilence.order(() -> agent.send(wish.file()));
            wish.sent();
            surroundings.save();
        }
    }

    /** Whether an answer is to be expected. */
    boolean isWaiting() {
        return !state.wishes().waiting().isEmpty();
    }
}
