package io.jenkins.plugins.trainmodel.agent;

import java.util.Arrays;
import jenkins.agents.ControllerToAgentCallable;

/**
 * Ends the trainer's process at once, without a word to it. The process is known by the file of its arguments, whose path
 * no other process was given. Answers how many processes were ended.
 */
record KillTrainer(String argumentFile) implements ControllerToAgentCallable<Integer, RuntimeException> {

    @Override
    public Integer call() {
        return (int) ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .filter(arguments -> Arrays.asList(arguments).contains("@" + argumentFile))
                        .isPresent())
                .filter(ProcessHandle::destroyForcibly)
                .count();
    }
}
