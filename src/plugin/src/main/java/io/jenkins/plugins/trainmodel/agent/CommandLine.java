package io.jenkins.plugins.trainmodel.agent;

import hudson.FilePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.durabletask.BourneShellScript;
import org.jenkinsci.plugins.durabletask.DurableTask;
import org.jenkinsci.plugins.durabletask.WindowsBatchScript;

/**
 * The trainer's command line. The arguments stand in a file that the java launcher itself reads, so no shell sees what a
 * user wrote, and no system's limit on length is met.
 */
final class CommandLine {
    private CommandLine() {}

    /** The text of the argument file, from {@code -jar} on. */
    static String arguments(
            FilePath jar,
            String specification,
            FilePath overlay,
            Map<String, String> assignments,
            FilePath out,
            boolean resume) {
        List<String> arguments = new ArrayList<>(List.of("-jar", jar.getRemote(), "run", specification));
        arguments.addAll(List.of("--overlay", overlay.getRemote(), "--out", out.getRemote()));
        assignments.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        if (resume) {
            arguments.add("--resume");
        }
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

    static DurableTask script(boolean unix, String java, FilePath arguments, FilePath console) {
        return unix
                ? new BourneShellScript(shell(java, arguments.getRemote(), console.getRemote()))
                : new WindowsBatchScript(batch(java, arguments.getRemote(), console.getRemote()));
    }

    static String shell(String java, String arguments, String console) {
        return "#!/bin/sh\nexec " + inShell(java) + " " + inShell("@" + arguments) + " > " + inShell(console)
                + " 2>&1\n";
    }

    private static String inShell(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** A percent sign would begin a variable; a quote cannot stand in a Windows path. */
    static String batch(String java, String arguments, String console) {
        return "@echo off\r\n" + inBatch(java) + " " + inBatch("@" + arguments) + " > " + inBatch(console)
                + " 2>&1\r\nexit /b %ERRORLEVEL%\r\n";
    }

    private static String inBatch(String path) {
        if (path.indexOf('"') >= 0) {
            throw new IllegalArgumentException("A path on Windows cannot contain a quote: " + path);
        }
        return '"' + path.replace("%", "%%") + '"';
    }
}
