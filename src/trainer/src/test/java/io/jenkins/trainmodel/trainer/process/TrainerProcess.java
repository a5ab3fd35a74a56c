package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The executable jar in a process of its own, started as users start it. */
final class TrainerProcess {
    static final int LONGEST_MINUTES = 2;
    private static final int POLL_MILLISECONDS = 5;
    private static final int THREAD_DUMP_SECONDS = 2;
    private static final String QUICK_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

    private final Process process;
    private final Path out;
    private final Path err;

    private TrainerProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** How a process ended and what it said. */
    record Result(int exitCode, String out, String err) {
        Result exitsWith(int expected) {
            assertThat(exitCode).as(toString()).isEqualTo(expected);
            return this;
        }
    }

    /** Runs to the end. */
    static Result run(Object... arguments) throws Exception {
        return start(arguments).await();
    }

    /** Runs to the end in a working directory of its own. */
    static Result runIn(Path workingDirectory, Object... arguments) throws Exception {
        return start(builder -> builder.directory(workingDirectory.toFile()), arguments)
                .await();
    }

    static TrainerProcess start(Object... arguments) throws IOException {
        return start(builder -> {}, arguments);
    }

    /** Starts the process otherwise than usually, such as with another environment. */
    static TrainerProcess start(Consumer<ProcessBuilder> otherwise, Object... arguments) throws IOException {
        return start(SharedClasses.option().stream().toList(), otherwise, arguments);
    }

    /** Starts the process with these options of the JVM besides those that all have. */
    static TrainerProcess start(List<String> options, Consumer<ProcessBuilder> otherwise, Object... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(java(options));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        Path out = Files.createTempFile("trainer", ".out");
        Path err = Files.createTempFile("trainer", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        // Once asked for, it is that with which this process began: what an engine has set since for this one is not
        // inherited.
        Map<String, String> environment = builder.environment();
        TestEngine.buildsMaven()
                .userSettings()
                .ifPresent(settings -> environment.put("TRAIN_MODEL_MAVEN_SETTINGS", settings.toString()));
        otherwise.accept(builder);
        return new TrainerProcess(builder.start(), out, err);
    }

    /** Small, and with the quick compiler only, since many are started that live for seconds. */
    private static List<String> java(List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                // Tests read what is printed, whatever the language of the machine.
                "-Duser.language=en",
                QUICK_COMPILER_ONLY));
        command.addAll(options);
        TestEngine.buildsMaven()
                .localRepository()
                .ifPresent(repository -> command.add("-Dmaven.repo.local=" + repository));
        command.addAll(List.of("-jar", jar().toString()));
        return command;
    }

    /** The executable jar. */
    static Path jar() {
        return Path.of(System.getProperty("test.trainer.jar", "target/train-model.jar"))
                .toAbsolutePath();
    }

    /** For processes that have much to do. */
    static void withBothCompilers(ProcessBuilder builder) {
        builder.command().remove(QUICK_COMPILER_ONLY);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As the system knows it, with the processes that it has started. */
    ProcessHandle handle() {
        return process.toHandle();
    }

    /** As {@code kill -9} does. */
    Result kill() throws Exception {
        process.destroyForcibly();
        return await();
    }

    /** Sends a signal by its name, such as TERM. */
    void signal(String name) throws Exception {
        signal(name, Stream.of(process.toHandle()));
    }

    /** Sends a signal to another process and to this one, as the end of a session does: no time passes between the two. */
    void signalWith(ProcessHandle other, String name) throws Exception {
        signal(name, Stream.of(other, process.toHandle()));
    }

    private static void signal(String name, Stream<ProcessHandle> receivers) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        receivers.map(receiver -> Long.toString(receiver.pid())).forEach(command::add);
        assertThat(new ProcessBuilder(command).start().waitFor())
                .as("kill -" + name)
                .isZero();
    }

    /** Waits until the process has printed the words. */
    void awaitOutput(String words) throws Exception {
        long last = lastMoment(LONGEST_MINUTES);
        while (!Files.readString(out).contains(words)) {
            if (System.nanoTime() - last > 0) {
                giveUp("not a word of '" + words + "'");
            }
            assertThat(process.isAlive())
                    .as("still running, before '%s'", words)
                    .isTrue();
            Thread.sleep(POLL_MILLISECONDS);
        }
    }

    Result await() throws Exception {
        return await(LONGEST_MINUTES);
    }

    /** Waits for a process that has much to do. */
    Result await(int minutes) throws Exception {
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            giveUp("no end after " + minutes + " minutes");
        }
        return result();
    }

    /** The last moment to wait for what a process does while it lives, as {@link System#nanoTime()} tells it. */
    static long lastMoment(int minutes) {
        return System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
    }

    /** Ends the process and the test; what every thread of it did is told. */
    void giveUp(String why) throws Exception {
        signal("QUIT");
        process.waitFor(THREAD_DUMP_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        throw new AssertionError(why + ": " + result());
    }

    private Result result() throws IOException {
        Result result = new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
        return result;
    }
}
