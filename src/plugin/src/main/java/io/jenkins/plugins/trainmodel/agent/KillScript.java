package io.jenkins.plugins.trainmodel.agent;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.EnvVars;
import hudson.Launcher;
import hudson.model.TaskListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Ends the trainer's process where it runs, also in a container, whose processes have other numbers than on the agent, or
 * none. The launcher of a container may know no more than a polite signal, which the trainer takes for a wish to save first.
 */
record KillScript(Scratch scratch, String cookie) {
    private static final int SECONDS = 30;
    private static final String GONE = "train-model: gone";
    private static final String ALIVE = "train-model: alive";

    /** What the script has seen after the signal. */
    enum Seen {
        GONE,
        ALIVE,
        NOTHING
    }

    /**
     * A number that belongs to another process by now is left alone: the process must have the cookie, or, where there is no
     * {@code /proc}, the argument file. A process that has ended and waits to be asked for its exit code has neither. The
     * processes of a watched program have the cookie as well.
     */
    @SuppressFBWarnings(
            value = "VA_FORMAT_STRING_USES_NEWLINE",
            justification = "the lines of a shell's script end the same everywhere")
    String text() {
        String arguments = CommandLine.inShell("@" + scratch.arguments().getRemote());
        return """
            { set +x +e; } 2>/dev/null
            pid=`cat %s 2>/dev/null`
            ours() {
              [ -n "$pid" ] || return 1
              kill -0 "$pid" 2>/dev/null || return 1
              if [ -r "/proc/$pid/environ" ]; then
                tr '\\000' '\\n' < "/proc/$pid/environ" | grep -qxF %s
              else
                ps -p "$pid" -o args= 2>/dev/null | grep -qF -e %s
              fi
            }
            program() { grep -lF %s /proc/[0-9]*/environ 2>/dev/null | cut -d / -f 3; }
            end() {
              if ours; then kill -9 "$pid" 2>/dev/null; fi
              for process in `program`; do kill -9 "$process" 2>/dev/null; done
            }
            end
            for i in 1 2 3 4 5 6 7 8 9 10; do
              if ours || [ -n "`program`" ]; then sleep 1; end; else echo '%s'; exit 0; fi
            done
            echo '%s'
            """.formatted(
                        CommandLine.inShell(scratch.processNumber().getRemote()),
                        CommandLine.inShell(CommandLine.COOKIE + "=" + cookie),
                        arguments,
                        CommandLine.inShell(CommandLine.COOKIE + "=" + cookie),
                        GONE,
                        ALIVE);
    }

    /** Runs the script through the launcher that the trainer was started by. */
    Seen run(Launcher launcher) throws IOException, InterruptedException {
        scratch.script("kill").act(new WriteFile(text().getBytes(StandardCharsets.UTF_8)));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        launcher.launch()
                .cmds("sh", scratch.script("kill").getRemote())
                .pwd(scratch.root())
                .envs(new EnvVars())
                .quiet(true)
                .stdout(answer)
                .start()
                .joinWithTimeout(SECONDS, TimeUnit.SECONDS, TaskListener.NULL);
        String said = answer.toString(StandardCharsets.UTF_8);
        return said.contains(GONE) ? Seen.GONE : said.contains(ALIVE) ? Seen.ALIVE : Seen.NOTHING;
    }
}
