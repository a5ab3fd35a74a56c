package io.jenkins.plugins.trainmodel.step;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** The trainers' processes on this machine. */
final class Processes {
    private Processes() {}

    /** The trainer that this build has started. */
    static ProcessHandle trainer(WorkflowRun build) {
        return find(build).orElseThrow(() -> new AssertionError("no trainer runs for " + build));
    }

    static Optional<ProcessHandle> find(WorkflowRun build) {
        return inWorkspace("/workspace/" + build.getParent().getName() + "@tmp/train-model-");
    }

    static Optional<ProcessHandle> inWorkspace(String part) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(argument -> argument.startsWith("@") && argument.contains(part)))
                .findFirst();
    }

    static void freeze(ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                .start()
                .waitFor();
    }
}
