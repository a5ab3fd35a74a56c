package io.jenkins.trainmodel.trainer.replica;

import io.jenkins.trainmodel.trainer.program.SameProgram;
import io.jenkins.trainmodel.words.ClosingWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another process of this program, which trains together with this one. */
final class ReplicaProcess {
    private static final int LONGEST_WORDS = 300;
    private static final long END_SECONDS = 30;

    private final Process process;
    private final Path log;

    private ReplicaProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param folder with the task; what the process says goes there, too
     * @param environment that it has besides that of this process
     */
    static ReplicaProcess start(Path folder, int rank, Map<String, String> environment) throws IOException {
        Path log = folder.resolve("replica-" + rank + ".log");
        ProcessBuilder builder = new ProcessBuilder(SameProgram.command(List.of(
                        "replica",
                        folder.toString(),
                        "--rank",
                        Integer.toString(rank),
                        "--leader",
                        Long.toString(ProcessHandle.current().pid()))))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new ReplicaProcess(process, log);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    long pid() {
        return process.pid();
    }

    /** Ends it at once, also where it is frozen, and waits for that. */
    void end() {
        process.destroyForcibly();
        try {
            process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    /** With which code it has ended. */
    int exitCode() {
        try {
            return process.waitFor();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a replica ended", interruption);
        }
    }

    /** The last line that it has said; empty if it has said nothing. */
    String lastWords() {
        try {
            String said = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
            String line = said.lines()
                    .map(String::strip)
                    .filter(words -> !words.isEmpty())
                    .reduce("", (before, words) -> words);
            String words = line.startsWith(ClosingWords.ERROR) ? line.substring(ClosingWords.ERROR.length()) : line;
            return words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) + "…" : words;
        } catch (IOException gone) {
            return "";
        }
    }
}
