package io.jenkins.plugins.trainmodel.step;

import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;
import org.jenkinsci.plugins.durabletask.Controller;

/** What survives a restart of the controller: words, numbers and the durable task's own handle. */
final class RunState implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Written once. */
    final TrainingRequest request;
    /** Marks the trainer's processes and files on the agent. Written once. */
    final String key = UUID.randomUUID().toString();
    /** The run's id in the build, empty until the specification was read. */
    String id = "";
    /** The run's name, empty until the specification was read. */
    String name = "";
    /** The agent, empty for the built-in node. Written once, when the step starts. */
    String node = "";
    /** The workspace's path on the agent. Written once, when the step starts. */
    String workspace = "";
    /** The branches of parallel and cells of matrix around the step, empty outside of all. Written once. */
    String cell = "";
    /** The run directory's path on the agent, empty until the specification was read. */
    String directory = "";
    /** The trainer's process; null until it was started. */
    volatile Controller controller;
    /** Who asked for the end, empty while nobody has. */
    volatile String stoppedBy = "";
    /** Whether Pipeline or a person ended the step or build, rather than asked the trainer to end. */
    volatile boolean interrupted;
    /** When the trainer is killed if it has not ended, in milliseconds since 1970; 0 while nobody has asked it to end. */
    volatile long killAt;
    /** Whether the request to end has reached the agent. */
    boolean stopSent;
    /** Whether the process was killed. */
    boolean killed;
    /** The checkpoint that was stashed last, empty if none was. */
    String stashed = "";

    RunState(TrainingRequest request) {
        this.request = request;
    }

    Optional<Controller> controller() {
        return Optional.ofNullable(controller);
    }

    boolean stopRequested() {
        return killAt > 0;
    }
}
