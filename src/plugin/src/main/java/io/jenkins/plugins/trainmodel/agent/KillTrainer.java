package io.jenkins.plugins.trainmodel.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final Path PROCESSES = Path.of("/proc");
    private static final int LARGEST_ENVIRONMENT = 4 << 20;

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
        for (ProcessHandle process : marked()) {
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

    private List<ProcessHandle> marked() {
        if (!Files.isDirectory(PROCESSES)) {
            return List.of();
        }
        List<ProcessHandle> found = new ArrayList<>();
        try (DirectoryStream<Path> numbers = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : numbers) {
                if (isMarked(process)) {
                    handle(process).ifPresent(found::add);
                }
            }
        } catch (IOException | DirectoryIteratorException hidden) {
            // What was found before is the run's all the same.
            return found;
        }
        return found;
    }

    private static Optional<ProcessHandle> handle(Path process) {
        return ProcessHandle.of(Long.parseLong(PROCESSES.relativize(process).toString()))
                .filter(found -> !found.equals(ProcessHandle.current()));
    }

    /** Of other users' processes nobody can tell, and they are none of this run's. */
    private boolean isMarked(Path process) {
        try (var in = Files.newInputStream(process.resolve("environ"))) {
            String environment =
                    "\0" + new String(in.readNBytes(LARGEST_ENVIRONMENT), StandardCharsets.ISO_8859_1) + "\0";
            return environment.contains("\0" + CommandLine.COOKIE + "=" + cookie + "\0");
        } catch (IOException gone) {
            return false;
        }
    }
}
