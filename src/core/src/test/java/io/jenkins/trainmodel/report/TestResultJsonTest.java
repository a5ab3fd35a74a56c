package io.jenkins.trainmodel.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.evaluation.ClassifierTest;
import io.jenkins.trainmodel.evaluation.RegressionTest;
import io.jenkins.trainmodel.evaluation.TestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestResultJsonTest {
    @TempDir
    private Path directory;

    @Test
    void shouldReadAClassifiersResultAsItWasWritten() throws IOException {
        ClassifierTest test = new ClassifierTest(List.of("训练", "dog"), 2);
        test.add(0, new float[] {0.8f, 0.2f});
        test.add(1, new float[] {0.7f, 0.3f});
        TestResult result = test.result().with(Map.of("loss", 0.5));

        TestResultJson.write(directory.resolve("test.json"), result);

        assertThat(TestResultJson.read(directory.resolve("test.json"))).isEqualTo(result);
    }

    @Test
    void shouldReadARegressionsResultAsItWasWritten() throws IOException {
        RegressionTest test = new RegressionTest();
        test.add(1, 2);
        TestResult result = test.result();

        TestResultJson.write(directory.resolve("test.json"), result);

        assertThat(TestResultJson.read(directory.resolve("test.json"))).isEqualTo(result);
    }

    @Test
    void shouldReadALanguageModelsResultAsItWasWritten() throws IOException {
        TestResult result = new TestResult.LanguageModel(7, Map.of("loss", 1.5, "perplexity", 4.48));

        TestResultJson.write(directory.resolve("test.json"), result);

        assertThat(TestResultJson.read(directory.resolve("test.json"))).isEqualTo(result);
        assertThat(Files.readString(directory.resolve("test.json"))).contains("\"languageModel\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"v\": 1}",
                "{\"v\": 9, \"result\": {\"task\": \"regression\", \"samples\": 1}}",
                "{\"v\": 1, \"result\": {\"task\": \"java.lang.Runtime\"}}",
                "{\"v\": 1, \"result\": {\"task\": \"classification\", \"samples\": \"many\"}}"
            })
    void shouldSayThatAFileIsNone(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("test.json"), text);

        assertThatThrownBy(() -> TestResultJson.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("test.json");
    }
}
