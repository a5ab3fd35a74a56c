package io.jenkins.plugins.trainmodel.agent;

import hudson.FilePath;

/** The names in a run's own directory beside the workspace, which a process in a container sees as well. */
record Scratch(FilePath root) {

    /** What the step says, laid over the specification. */
    FilePath overlay() {
        return root.child("overlay.json");
    }

    /** The arguments of the java launcher. Its path is given to one process only. */
    FilePath arguments() {
        return root.child("arguments");
    }

    /** The script of what trains in the place of the trainer. */
    FilePath command(boolean unix) {
        return root.child(unix ? "command.sh" : "command.bat");
    }

    /** What the trainer prints. */
    FilePath console() {
        return root.child("console.txt");
    }

    /** The trainer's process number, where the process itself sees it. */
    FilePath processNumber() {
        return root.child("pid");
    }

    /** Is there as soon as the trainer was to be ended at once. */
    FilePath killed() {
        return root.child("killed");
    }

    FilePath script(String name) {
        return root.child(name + ".sh");
    }
}
