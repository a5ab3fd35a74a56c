package io.jenkins.trainmodel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    @TempDir
    private Path directory;

    @Test
    void shouldRefuseASecondWriterInThisProcess() throws IOException {
        RunDirectory run = new RunDirectory(directory.resolve("run"));
        try (RunLock held = RunLock.acquire(run)) {
            assertThat(held).isNotNull();
            assertThatIOException()
                    .isThrownBy(() -> RunLock.acquire(run))
                    .withMessageContaining("process " + ProcessHandle.current().pid())
                    .withMessageContaining(run.root().toString());
        }

        RunLock.acquire(run).close();
    }

    @Test
    void shouldTellWhetherAProcessTrainsWithoutTakingPart() throws IOException {
        RunDirectory run = new RunDirectory(directory.resolve("run"));
        assertThat(RunLock.isHeld(run)).isFalse();
        assertThat(run.root()).doesNotExist();

        try (RunLock held = RunLock.acquire(run)) {
            assertThat(held).isNotNull();
            assertThat(RunLock.isHeld(run)).isTrue();
        }
        assertThat(RunLock.isHeld(run)).isFalse();
    }

    @Test
    void shouldRefuseASecondWriterInAnotherProcessUntilTheFirstIsKilled() throws Exception {
        RunDirectory run = new RunDirectory(directory);
        Process holder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = holder.inputReader()) {
            assertThat(output.readLine()).isEqualTo("held");
            assertThatIOException()
                    .isThrownBy(() -> RunLock.acquire(run))
                    .withMessageContaining("process " + holder.pid() + " since");
        } finally {
            holder.destroyForcibly();
        }
        assertThat(holder.waitFor(10, TimeUnit.SECONDS)).isTrue();

        RunLock.acquire(run).close();
    }

    /** Holds the lock until it is killed. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            try (RunLock held = RunLock.acquire(new RunDirectory(Path.of(arguments[0])))) {
                System.out.println(held == null ? "" : "held");
                Thread.sleep(60_000);
            }
        }
    }
}
