package io.jenkins.trainmodel.trainer.watch.process;

import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The program of a run, in a session of its own where the system has one to give, so that no Ctrl-C reaches it by itself. */
public final class WatchedProcess {
    private static final long OUTPUT_MILLISECONDS = 1000;

    private final Process process;
    private final boolean script;
    private final Optional<String> input;
    private final OutputPump output;

    private WatchedProcess(Process process, boolean script, OutputPump output) {
        this.process = process;
        this.input = Signalled.inputPipe(process.toHandle());
        this.script = script;
        this.output = output;
    }

    /**
     * Starts a program in the working directory of this process.
     *
     * @param environment what is added to that of this process
     * @param log where its output goes
     * @param console gets the first of its output as well, line by line
     * @throws WrongInputException if there is no such program
     */
    public static WatchedProcess start(
            Program program, Map<String, String> environment, Path log, Consumer<String> console) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(inSession(program.words())).redirectErrorStream(true);
        builder.environment().putAll(environment);
        program.requireProgram();
        Process process = builder.start();
        process.getOutputStream().close();
        return new WatchedProcess(process, program.script(), OutputPump.start(process.getInputStream(), log, console));
    }

    private static List<String> inSession(List<String> command) {
        List<String> whole = new ArrayList<>();
        Program.onPath("setsid").ifPresent(setsid -> whole.add(setsid.toString()));
        whole.addAll(command);
        return whole;
    }

    public long pid() {
        return process.pid();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** The pipe that it got as its input, where the system shows it. */
    Optional<String> input() {
        return input;
    }

    /** Whom SIGTERM is for: the program, or what trains in a script. Its shell goes on behind that, and its exit code is the run's. */
    List<ProcessHandle> addressees() {
        return script ? Addressees.of(handle()) : List.of(handle());
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** With which code it has ended; empty while it runs. */
    public OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** The last lines that it has printed, at most 20, the newest last; all of them, once it has ended. */
    public List<String> lastLines() {
        if (!process.isAlive()) {
            output.await(OUTPUT_MILLISECONDS);
        }
        return output.last();
    }
}
