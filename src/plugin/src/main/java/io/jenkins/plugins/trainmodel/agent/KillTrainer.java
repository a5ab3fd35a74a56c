package io.jenkins.plugins.trainmodel.agent;

import io.jenkins.trainmodel.run.MarkedProcesses;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.agents.ControllerToAgentCallable;

/**
 * Counts a run's processes on the agent: the trainer, and those of the program that it watches. The trainer is known by the
 * file of its arguments, whose path no other process was given. A program is below it, and outlives it: then its processes are
 * known by the cookie in their environment, where a system shows that.
 *
 * @param end whether they are ended at once, without a word to them
 */
record KillTrainer(String argumentFile, String cookie, boolean end)
        implements ControllerToAgentCallable<Integer, RuntimeException> {
    @Override
    public Integer call() {
        Map<Long, ProcessHandle> processes = new LinkedHashMap<>();
        // Before the trainer ends, since nobody is below it any more then.
        for (ProcessHandle trainer : trainers()) {
            processes.put(trainer.pid(), trainer);
            trainer.descendants().forEach(process -> processes.put(process.pid(), process));
        }
        if (end) {
            processes.values().removeIf(process -> !process.destroyForcibly());
        }
        int count = processes.size();
        for (ProcessHandle process : new MarkedProcesses(CommandLine.COOKIE, cookie).living()) {
            boolean counts = !processes.containsKey(process.pid()) && (!end || process.destroyForcibly());
            count += counts ? 1 : 0;
        }
        return count;
    }

    private List<ProcessHandle> trainers() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .filter(arguments -> Arrays.asList(arguments).contains("@" + argumentFile))
                        .isPresent())
                .toList();
    }
}
