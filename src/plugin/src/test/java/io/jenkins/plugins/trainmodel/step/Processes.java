package io.jenkins.plugins.trainmodel.step;

import hudson.model.Slave;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jenkins.security.MasterToSlaveCallable;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** The processes of trainers and agents on this machine. */
final class Processes {
    private Processes() {}

    /** The trainer that this build has started. */
    static ProcessHandle trainer(WorkflowRun build) {
        return find(build).orElseThrow(() -> new AssertionError("no trainer runs for " + build));
    }

    static Optional<ProcessHandle> find(WorkflowRun build) {
        return ofJob(build.getParent().getName()).stream().findFirst();
    }

    /** All trainers in the workspaces of a job. */
    static List<ProcessHandle> ofJob(String job) {
        return inWorkspace("/workspace/" + job + "@tmp/train-model-");
    }

    /** All trainers whose argument files have this in their path. */
    static List<ProcessHandle> inWorkspace(String part) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(argument -> argument.startsWith("@") && argument.contains(part)))
                .toList();
    }

    /** The process of an agent on this machine. */
    static ProcessHandle of(Slave agent) throws IOException, InterruptedException {
        return ProcessHandle.of(agent.getChannel().call(new OwnNumber())).orElseThrow();
    }

    /** Its number, as a process knows it itself. */
    private static final class OwnNumber extends MasterToSlaveCallable<Long, IOException> {
        private static final long serialVersionUID = 1L;

        @Override
        public Long call() {
            return ProcessHandle.current().pid();
        }
    }

    static void awaitNone(String job) throws InterruptedException {
        while (!ofJob(job).isEmpty()) {
            Thread.sleep(100);
        }
    }

    static void freeze(ProcessHandle process) throws IOException, InterruptedException {
        signal("-STOP", process);
    }

    static void thaw(ProcessHandle process) throws IOException, InterruptedException {
        signal("-CONT", process);
    }

    private static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
    }
}
