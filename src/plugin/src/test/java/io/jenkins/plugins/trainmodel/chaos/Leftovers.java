package io.jenkins.plugins.trainmodel.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** What must not be left when all builds have ended. */
final class Leftovers {
    /** Idle threads end after a minute; what is forgotten is looked for every minute. */
    private static final long LONGEST_WAIT = 150_000;

    private Leftovers() {}

    /** The trainers' processes below these agents' directories. */
    static List<ProcessHandle> trainers(List<Path> agents) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(argument -> agents.stream().anyMatch(agent -> argument.startsWith("@" + agent))))
                .toList();
    }

    static void assertNone(RealJenkinsExtension controller, List<Path> agents) throws Throwable {
        long end = System.currentTimeMillis() + LONGEST_WAIT;
        List<String> left = all(controller, agents);
        while (!left.isEmpty() && System.currentTimeMillis() < end) {
            Thread.sleep(1000);
            left = all(controller, agents);
        }
        assertThat(left).isEmpty();
    }

    private static List<String> all(RealJenkinsExtension controller, List<Path> agents) throws Throwable {
        List<String> left = new ArrayList<>();
        trainers(agents)
                .forEach(trainer ->
                        left.add("process " + trainer.info().commandLine().orElse("?")));
        for (Path agent : agents) {
            left.addAll(scratch(agent));
        }
        left.addAll(handles(controller.getProcess().pid()));
        left.addAll(controller.<ArrayList<String>>runRemotely(Leftovers::inController));
        return left;
    }

    private static List<String> scratch(Path agent) throws IOException {
        try (Stream<Path> files = Files.walk(agent.resolve("workspace"), 2)) {
            return files.filter(file -> file.getParent().toString().endsWith("@tmp"))
                    .filter(file -> file.getFileName().toString().matches("train-model-.*|durable-.*"))
                    .map(file -> "directory " + file)
                    .toList();
        }
    }

    private static List<String> handles(long process) throws IOException {
        List<String> left = new ArrayList<>();
        try (Stream<Path> handles = Files.list(Path.of("/proc/" + process + "/fd"))) {
            for (Path handle : handles.toList()) {
                String file =
                        Files.exists(handle) ? Files.readSymbolicLink(handle).toString() : "";
                if (file.contains("/train-model/")) {
                    left.add("handle of " + file);
                }
            }
        }
        return left;
    }

    private static ArrayList<String> inController(JenkinsRule jenkins) throws IOException {
        ArrayList<String> left = new ArrayList<>();
        Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("train-model"))
                .forEach(name -> left.add("thread " + name));
        Path records = jenkins.jenkins.getRootDir().toPath().resolve("train-model/trainers");
        if (Files.isDirectory(records)) {
            try (Stream<Path> files = Files.list(records)) {
                files.forEach(file -> left.add("record " + file));
            }
        }
        return left;
    }
}
