package io.jenkins.plugins.trainmodel.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RemoveTracesTest {
    private static final int WRITERS = 3;

    @TempDir
    private Path beside;

    /** As the wrapper does that writes the exit code of a trainer which was killed, but without an end. */
    @RepeatedTest(5)
    @DisabledOnOs(OS.WINDOWS)
    void shouldRemoveADirectoryIntoWhichItsWrapperStillWrites() throws Exception {
        Path scratch = Files.createDirectory(beside.resolve("train-model-a"));
        Path control = control("durable-1", "train-model-a");
        List<Process> wrappers = new ArrayList<>();
        try {
            for (int number = 0; number < WRITERS; number++) {
                wrappers.add(writeWithoutEnd(control, number));
            }

            new RemoveTraces().invoke(scratch.toFile(), null);

            assertThat(control).doesNotExist();
            assertThat(scratch).doesNotExist();
            for (Process wrapper : wrappers) {
                wrapper.waitFor();
            }
            assertThat(beside).isDirectoryNotContaining("glob:**/{durable,train-model}-*");
        } finally {
            wrappers.forEach(Process::destroyForcibly);
        }
    }

    /** A shell that makes new files there as long as there is a directory, and has begun to. */
    private Process writeWithoutEnd(Path control, int number) throws Exception {
        String script = "n=0; while [ -d \"$1\" ]; do : > \"$1/%d$((n = n + 1))\"; done 2> \"$2\"".formatted(number);
        String errors = beside.resolve("errors").toString();
        Process wrapper = new ProcessBuilder("sh", "-c", script, "wrapper", control.toString(), errors).start();
        while (Files.notExists(control.resolve(number + "1"))) {
            Thread.sleep(1);
        }
        return wrapper;
    }

    @Test
    void shouldLeaveWhatOthersHaveStarted() throws Exception {
        Path other = control("durable-2", "train-model-b");
        Path own = control("durable-1", "train-model-a");

        new RemoveTraces().invoke(beside.resolve("train-model-a").toFile(), null);

        assertThat(own).doesNotExist();
        assertThat(other.resolve("script.sh")).exists();
    }

    private Path control(String name, String key) throws Exception {
        Path control = Files.createDirectory(beside.resolve(name));
        Files.writeString(control.resolve("script.sh"), "echo $$ > '" + beside.resolve(key) + "/pid'\n");
        return control;
    }
}
