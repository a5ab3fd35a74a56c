package io.jenkins.plugins.trainmodel.agentlabel;

import hudson.model.Run;
import java.util.Optional;

/**
 * Which agent is wanted, and what for.
 *
 * @param build for whom; queue and executors show it
 * @param title what is done there, in a few words for people
 * @param label the agents that will do, as a label expression
 * @param place the one agent and workspace, where work goes on that was begun there before a restart; empty for a new one
 */
public record AgentWish(Run<?, ?> build, String title, String label, Optional<Place> place) {

    /**
     * An agent and a workspace of it.
     *
     * @param node the agent's name, empty for the built-in node
     * @param workspace its path there
     */
    public record Place(String node, String workspace) {}

    /** As queue and executors show it. */
    String name() {
        return Messages.AgentWish_name(build.getFullDisplayName(), title);
    }
}
