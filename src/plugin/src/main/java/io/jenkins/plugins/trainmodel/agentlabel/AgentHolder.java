package io.jenkins.plugins.trainmodel.agentlabel;

import hudson.FilePath;
import java.io.IOException;

/** Who wants an agent. Told once what became of that: either it is held, or it is not to be had. */
public interface AgentHolder {

    /**
     * The agent is there. Called by the executor's own thread, which this may keep busy.
     *
     * @throws IOException if the agent cannot be used; it is given back, and {@link #lost} follows
     */
    void held(FilePath workspace) throws IOException, InterruptedException;

    /** A person has ended the wait or the work on the executor, or there can be no such agent. */
    void lost(Throwable why);
}
