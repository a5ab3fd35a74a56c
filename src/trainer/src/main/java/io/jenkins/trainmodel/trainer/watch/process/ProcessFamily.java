package io.jenkins.trainmodel.trainer.watch.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
final class ProcessFamily {
    private static final Path PROCESSES = Path.of("/proc");
    private static final int LARGEST_ENVIRONMENT = 4 << 20;

    private final String marked;

    /** @param variable in the environment of all of them, with its value */
    ProcessFamily(String variable, String value) {
        this.marked = "\0" + variable + "=" + value + "\0";
    }

    /** Those that live, without this process and those that have started it: who watches is no part of what is watched. */
    List<ProcessHandle> members(Optional<ProcessHandle> program) {
        Set<ProcessHandle> above = above();
        Map<Long, ProcessHandle> members = new LinkedHashMap<>();
        program.ifPresent(root -> {
            members.put(root.pid(), root);
            root.descendants().forEach(child -> members.put(child.pid(), child));
        });
        marked().forEach(member -> members.put(member.pid(), member));
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

    private List<ProcessHandle> marked() {
        List<ProcessHandle> found = new ArrayList<>();
        if (!Files.isDirectory(PROCESSES)) {
            return found;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                if (isMarked(process)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(found::add);
                }
            }
        } catch (IOException | DirectoryIteratorException gone) {
            return found;
        }
        return found;
    }

    /** Of other users' processes nobody can tell, and they are none of this run's. */
    private boolean isMarked(Path process) {
        try (var in = Files.newInputStream(process.resolve("environ"))) {
            String environment = "\0" + new String(in.readNBytes(LARGEST_ENVIRONMENT), StandardCharsets.UTF_8) + "\0";
            return environment.contains(marked);
        } catch (IOException gone) {
            return false;
        }
    }
}
