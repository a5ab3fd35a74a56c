package io.jenkins.plugins.trainmodel.run;

import io.jenkins.plugins.trainmodel.agent.EventLogCutException;
import java.io.IOException;

/** An agent was asked something and did not answer. What goes wrong on the controller itself is never told by this. */
final class AgentSilence extends Exception {
    private static final long serialVersionUID = 1L;

    AgentSilence(String message, Throwable cause) {
        super(message, cause);
    }

    /** What the agent is asked. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws IOException, InterruptedException;
    }

    /** A question without an answer. */
    @FunctionalInterface
    interface Order {
        void give() throws IOException, InterruptedException;
    }

    /**
     * Asks the agent.
     *
     * @throws AgentSilence if no answer comes, which remoting tells by unchecked exceptions, too
     * @throws EventLogCutException as the only answer that is an exception
     */
    static <T> T ask(Question<T> question) throws AgentSilence, EventLogCutException, InterruptedException {
        try {
            return question.ask();
        } catch (EventLogCutException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            if (e.getCause() instanceof EventLogCutException cut) {
                throw cut;
            }
            throw new AgentSilence(ProblemWords.of(e), e);
        }
    }

    /** Gives an order to the agent. */
    static void order(Order order) throws AgentSilence, InterruptedException {
        try {
            order.give();
        } catch (IOException | RuntimeException e) {
            throw new AgentSilence(ProblemWords.of(e), e);
        }
    }
}
