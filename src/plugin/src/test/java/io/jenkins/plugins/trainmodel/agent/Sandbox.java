package io.jenkins.plugins.trainmodel.agent;

import hudson.Launcher;
import hudson.Proc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A container as launchers of containers know one, made of the kernel's own means: a mount and a process namespace of its own
 * in which only some directories of the machine are seen, another Java than the agent's, no home, no user, no locale. What
 * is asked of it is what the plugins for Docker and Kubernetes do: run this command there with these variables, and end
 * politely what has this cookie.
 */
public final class Sandbox implements AutoCloseable {
    /** Where the machine's own programs come from; what a container's image would hold. */
    private static final List<String> IMAGE = List.of("bin", "lib", "lib64", "usr", "etc", "sbin");

    private static final String JAVA = "/opt/image-java";

    private final Process init;
    private final ProcessHandle first;

    /**
     * Starts the container.
     *
     * @param root an empty directory
     * @param shared directories that are seen in the container under the same path
     * @param readOnly directories that are seen there under another path, such as a volume of an image
     */
    public Sandbox(Path root, List<Path> shared, Map<Path, String> readOnly) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder("set -e\nmount -t tmpfs none '" + root + "'\n");
        IMAGE.stream()
                .filter(name -> Files.isDirectory(Path.of("/" + name)))
                .forEach(name -> bind(script, Path.of("/" + name), root + "/" + name));
        // The agent's Java is not there, and neither are the machine's users.
        script.append("mount -t tmpfs none '" + root + "/usr/lib/jvm'\n: > '" + root + "/usr/lib/jvm/passwd'\n");
        script.append("mount --bind '" + root + "/usr/lib/jvm/passwd' '" + root + "/etc/passwd'\n");
        bind(script, Path.of(System.getProperty("java.home")).toRealPath(), root + JAVA);
        shared.forEach(path -> bind(script, path, root + path.toString()));
        readOnly.forEach((path, place) -> bind(script, path, root + place));
        script.append("mkdir -p '" + root + "/tmp' '" + root + "/proc' '" + root + "/dev'\nmount --rbind /dev '" + root
                + "/dev'\nmount -t proc proc '" + root + "/proc'\nexec chroot '" + root + "' sleep 3600\n");
        init = new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "--pid",
                        "--fork",
                        "--propagation",
                        "private",
                        "sh",
                        "-c",
                        script.toString())
                .inheritIO()
                .start();
        first = waitForSleep();
    }

    private static void bind(StringBuilder script, Path path, String place) {
        script.append("mkdir -p '" + place + "'\nmount --rbind '" + path + "' '" + place + "'\n");
    }

    /** Whether this machine lets a test make one. */
    public static boolean isPossible() {
        try {
            return new ProcessBuilder("unshare", "--mount", "--pid", "--fork", "--mount-proc", "true")
                                    .start()
                                    .waitFor()
                            == 0
                    && Files.isExecutable(Path.of("/usr/bin/nsenter"));
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private ProcessHandle waitForSleep() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < end && init.isAlive()) {
            for (ProcessHandle child : init.children().toList()) {
                if (child.info().command().orElse("").endsWith("/sleep")) {
                    return child;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the sandbox did not start");
    }

    /** The command line that runs a command in the container. */
    public List<String> inside(String directory, List<String> variables, List<String> command) {
        List<String> line = new ArrayList<>(
                List.of("nsenter", "--target", Long.toString(first.pid()), "--mount", "--pid", "--root", "env", "-i"));
        line.addAll(List.of("-C", directory.isEmpty() ? "/" : directory));
        line.addAll(List.of("PATH=" + JAVA + "/bin:/usr/bin:/bin", "HOME=/"));
        line.addAll(variables);
        line.addAll(command);
        return line;
    }

    /** Launches in the container what is asked of the launcher, which is that of the agent. */
    public Launcher decorate(Launcher launcher, Map<String, String> agentsOwn) {
        return new Launcher.DecoratedLauncher(launcher) {
            @Override
            public Proc launch(ProcStarter starter) throws IOException {
                Set<String> variables = new TreeSet<>(Arrays.asList(starter.envs()));
                agentsOwn.forEach((name, value) -> variables.remove(name + "=" + value));
                String directory = starter.pwd() == null ? "" : starter.pwd().getRemote();
                List<String> command = inside(directory, List.copyOf(variables), starter.cmds());
                boolean[] masks = new boolean[command.size()];
                return super.launch(starter.cmds(command).masks(masks));
            }

            /** As the Kubernetes plugin does it: one cookie, a polite signal, and no word of what came of it. */
            @Override
            public void kill(Map<String, String> variables) throws IOException, InterruptedException {
                String cookie = "JENKINS_SERVER_COOKIE=" + variables.get("JENKINS_SERVER_COOKIE");
                getInner()
                        .launch()
                        .cmds(inside(
                                "",
                                List.of(),
                                List.of("sh", "-c", "kill `grep -l '" + cookie + "' /proc/*/environ | cut -d / -f 3`")))
                        .quiet(true)
                        .join();
            }
        };
    }

    /** What runs in the container, but for its first process. */
    public List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.pid() != first.pid() && namespace(process).equals(namespace(first)))
                .collect(Collectors.toList());
    }

    private static String namespace(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/ns/pid"))
                    .toString();
        } catch (IOException e) {
            return "gone " + process.pid();
        }
    }

    /** Ends everything that runs in it. */
    @Override
    public void close() throws InterruptedException {
        first.destroyForcibly();
        init.waitFor();
    }
}
