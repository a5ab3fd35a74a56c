package io.jenkins.plugins.trainmodel.agent;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaCommandTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"openjdk version \"17.0.15\" 2025-04-15", "java version \"21\"", "openjdk version \"25-ea\""})
    void shouldTakeNewEnoughJava(String answer) {
        assertThatCode(() -> JavaCommand.check("/jdk/bin/java", answer)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"java version \"1.8.0_292\",8", "openjdk version \"11.0.2\" 2019-01-15,11"})
    void shouldRefuseOldJavaAndSayWhatToDo(String answer, String version) {
        assertThatThrownBy(() -> JavaCommand.check("/jdk/bin/java", answer))
                .isInstanceOf(AbortException.class)
                .hasMessage("The trainer needs Java 17 or later, and /jdk/bin/java is Java " + version
                        + ". Name a newer JDK tool by `java`, or set JAVA_HOME.");
    }

    @Test
    void shouldShowWhatIsNoAnswerOfJava() {
        assertThatThrownBy(() -> JavaCommand.check("/jdk/bin/java", "error while loading shared libraries"))
                .hasMessageContaining("error while loading shared libraries");
    }
}
