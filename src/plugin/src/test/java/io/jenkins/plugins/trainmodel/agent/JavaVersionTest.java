package io.jenkins.plugins.trainmodel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import hudson.remoting.Channel;
import hudson.remoting.ChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that answer as a Java does. */
@DisabledOnOs(OS.WINDOWS)
class JavaVersionTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"openjdk version \"17.0.15\" 2025-04-15", "java version \"21\"", "openjdk version \"25-ea\""})
    void shouldTakeNewEnoughJava(String answer) throws Exception {
        String java = program("echo '" + answer + "' >&2");

        assertThat(version().require(java)).isEqualTo(java);
    }

    @ParameterizedTest
    @CsvSource({"java version \"1.8.0_292\",8", "openjdk version \"11.0.2\" 2019-01-15,11", "java version \"9\",9"})
    void shouldRefuseOldJavaAndSayWhatToDo(String answer, String number) throws Exception {
        String java = program("echo '" + answer + "' >&2");

        assertThatThrownBy(() -> version().require(java))
                .isInstanceOf(AbortException.class)
                .hasMessage("The trainer needs Java 17 or later, and " + java + " is Java " + number
                        + ". Name a newer JDK tool by `java`, or set JAVA_HOME.");
    }

    @Test
    void shouldShowWhatIsNoAnswerOfJava() throws Exception {
        String java = program("echo 'error while loading shared libraries' >&2; exit 127");

        assertThatThrownBy(() -> version().require(java))
                .hasMessageContaining(java + " -version said: error while loading shared libraries");
    }

    @Test
    void shouldSayThatThereIsNone() {
        assertThatThrownBy(() -> version().require("/no/such/bin/java"))
                .hasMessageContaining("needs Java 17 or later, and /no/such/bin/java cannot be run: ");
    }

    @Test
    void shouldNotTakeAnAgentThatIsGoneForOneWithoutJava() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket near = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket far = server.accept()) {
            Future<Channel> there = threads.submit(() -> new ChannelBuilder("there", threads).build(far));
            Channel here = new ChannelBuilder("here", threads).build(near);
            there.get().close();
            here.join();

            JavaVersion version = new JavaVersion(new FilePath(here, folder.toString()), new EnvVars(), launcher());

            assertThatThrownBy(() -> version.require("/no/such/bin/java"))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(AbortException.class);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldAskInTheEnvironmentOfTheTrainer() throws Exception {
        String java = program("echo \"openjdk version \\\"$ASKED\\\"\"");

        EnvVars environment = new EnvVars("ASKED", "21.0.1");

        assertThat(new JavaVersion(here(), environment, launcher()).of(java).isNewEnough())
                .isTrue();
        assertThat(version().of(java).isNewEnough()).isFalse();
    }

    private JavaVersion version() {
        return new JavaVersion(here(), new EnvVars(), launcher());
    }

    private FilePath here() {
        return new FilePath(folder.toFile());
    }

    private static Launcher launcher() {
        return new Launcher.LocalLauncher(TaskListener.NULL);
    }

    private String program(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("java"), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file.toString();
    }
}
