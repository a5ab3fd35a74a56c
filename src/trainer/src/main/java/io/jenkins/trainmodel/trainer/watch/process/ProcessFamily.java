package io.jenkins.trainmodel.trainer.watch.process;

import io.jenkins.trainmodel.run.MarkedProcesses;
import io.jenkins.trainmodel.trainer.telemetry.RunProcesses;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All processes of a run's program: those that have the run's directory in their environment, wherever they hang in the
 * tree of processes, and where a system does not show that, those below the program.
 */
public final class ProcessFamily {
    private final MarkedProcesses marked;

    /** @param variable in the environment of all of them, with its value */
    ProcessFamily(String variable, String value) {
        this.marked = new MarkedProcesses(variable, value);
    }

    /** This process with the program of the run whose processes have this variable in their environment. */
    public static RunProcesses withProgram(String variable, String value) {
        ProcessFamily family = new ProcessFamily(variable, value);
        return RunProcesses.with(() -> family.members(Optional.of(ProcessHandle.current())));
    }

    /** Those that live, without this process and those that have started it: who watches is no part of what is watched. */
    List<ProcessHandle> members(Optional<ProcessHandle> program) {
        Set<ProcessHandle> above = above();
        Map<Long, ProcessHandle> members = new LinkedHashMap<>();
        program.ifPresent(root -> {
            members.put(root.pid(), root);
            root.descendants().forEach(child -> members.put(child.pid(), child));
        });
        marked.living().forEach(member -> members.put(member.pid(), member));
        return members.values().stream()
                .filter(member -> member.isAlive() && !above.contains(member))
                .toList();
    }

    private static Set<ProcessHandle> above() {
        Set<ProcessHandle> above = new HashSet<>();
        Optional<ProcessHandle> next = Optional.of(ProcessHandle.current());
        while (next.isPresent() && above.add(next.get())) {
            next = next.get().parent();
        }
        return above;
    }
}
