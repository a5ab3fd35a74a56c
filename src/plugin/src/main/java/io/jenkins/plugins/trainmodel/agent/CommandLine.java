package io.jenkins.plugins.trainmodel.agent;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.durabletask.BourneShellScript;
import org.jenkinsci.plugins.durabletask.DurableTask;
import org.jenkinsci.plugins.durabletask.WindowsBatchScript;

/**
 * The trainer's command line. The arguments stand in a file that the java launcher itself reads, so no shell sees what a
 * user wrote, and no system's limit on length is met.
 *
 * @param java the program
 * @param cookie marks the process for whoever ends it, in a container too
 */
record CommandLine(String java, Scratch scratch, String cookie) {

    /**
     * What the launchers of containers know a process by; Jenkins itself leaves processes alone whose value is not its own.
     */
    static final String COOKIE = "JENKINS_SERVER_COOKIE";

    /** The same text in any locale, whatever that of the agent or container is. */
    private static final List<String> ENCODINGS = List.of(
            "-Dfile.encoding=UTF-8", "-Dsun.jnu.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8");

    /**
     * The text of the argument file.
     *
     * @param jar the trainer
     * @param spareHome a directory for a process whose user has no home that can be written
     */
    static String arguments(String jar, String spareHome, List<String> run) {
        List<String> arguments = new ArrayList<>(ENCODINGS);
        // Its last words are kept with the build, and said again to whoever reads them.
        arguments.add("-Duser.language=en");
        arguments.add("-Dtrain-model.home=" + spareHome);
        arguments.addAll(List.of("-jar", jar));
        arguments.addAll(run);
        return arguments.stream().map(CommandLine::quoted).collect(Collectors.joining("\n", "", "\n"));
    }

    /** As the java launcher reads it: within quotes a backslash begins an escape. */
    static String quoted(String argument) {
        return '"'
                + argument.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }

    DurableTask task(boolean unix) {
        return unix ? new BourneShellScript(shell()) : new WindowsBatchScript(batch());
    }

    /**
     * For any Bourne shell. It begins with no name of an interpreter, since such a file cannot be executed on a file system
     * that is mounted noexec. The process keeps its number, which is noted for {@link KillScript}; whoever was to be ended
     * before it began does not begin.
     */
    @SuppressFBWarnings(
            value = "VA_FORMAT_STRING_USES_NEWLINE",
            justification = "the lines of a shell's script end the same everywhere")
    String shell() {
        return """
            { set +x; } 2>/dev/null
            %s=%s
            export %s
            echo $$ > %s
            if [ -e %s ]; then exit 137; fi
            exec %s %s > %s 2>&1
            """.formatted(
                        COOKIE,
                        inShell(cookie),
                        COOKIE,
                        inShell(scratch.processNumber().getRemote()),
                        inShell(scratch.killed().getRemote()),
                        inShell(java),
                        inShell("@" + scratch.arguments().getRemote()),
                        inShell(scratch.console().getRemote()));
    }

    static String inShell(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** A percent sign would begin a variable; a quote cannot stand in a Windows path. The file itself is UTF-8. */
    String batch() {
        return String.join(
                "\r\n",
                "@echo off",
                "chcp 65001 > nul",
                "set " + COOKIE + "=" + cookie,
                inBatch(java) + " " + inBatch("@" + scratch.arguments().getRemote()) + " > "
                        + inBatch(scratch.console().getRemote()) + " 2>&1",
                "exit /b %ERRORLEVEL%",
                "");
    }

    private static String inBatch(String path) {
        if (path.indexOf('"') >= 0) {
            throw new IllegalArgumentException("A path on Windows cannot contain a quote: " + path);
        }
        return '"' + path.replace("%", "%%") + '"';
    }
}
