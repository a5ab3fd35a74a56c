package io.jenkins.plugins.trainmodel.agent;

import java.util.Arrays;
import jenkins.agents.ControllerToAgentCallable;

/**
 * Counts the trainer's processes on the agent. The trainer is known by the file of its arguments, whose path no other
 * process was given.
 *
 * @param end whether they are ended at once, without a word to them
 */
record KillTrainer(String argumentFile, boolean end) implements ControllerToAgentCallable<Integer, RuntimeException> {

    @Override
    public Integer call() {
        return (int) ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .filter(arguments -> Arrays.asList(arguments).contains("@" + argumentFile))
                        .isPresent())
                .filter(process -> !end || process.destroyForcibly())
                .count();
    }
}
