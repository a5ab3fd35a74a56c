package io.jenkins.plugins.trainmodel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Proc;
import hudson.model.TaskListener;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void shouldNotTakeAnAgentThatIsGoneForOneWithoutJava() {
        Launcher gone = new Launcher.LocalLauncher(TaskListener.NULL) {
            @Override
            public Proc launch(ProcStarter starter) throws IOException {
                throw new IOException("the agent does not answer", new ClosedChannelException());
            }
        };
        JavaVersion version = new JavaVersion(here(), new EnvVars(), gone);

        assertThatThrownBy(() -> version.require("java"))
                .hasMessage("the agent does not answer")
                .isNotInstanceOf(AbortException.class);
        assertThatThrownBy(() -> version.output("sh", "-c", "true")).hasMessage("the agent does not answer");
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
