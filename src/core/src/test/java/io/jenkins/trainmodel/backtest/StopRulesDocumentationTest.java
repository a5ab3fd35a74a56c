package io.jenkins.trainmodel.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.stop.StopRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/stop-rules.md} are valid. */
class StopRulesDocumentationTest {
    private static final Path DOCUMENT = Path.of("../../docs/stop-rules.md");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @BeforeEach
    void setUp() throws IOException {
        Files.writeString(folder.resolve("best-so-far.csv"), "epoch,validation/loss\n1,0.5\n");
    }

    @TestFactory
    Stream<DynamicTest> shouldShowExamplesThatAreValid() throws IOException {
        List<String> examples = EXAMPLE.matcher(Files.readString(DOCUMENT))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(examples).hasSizeGreaterThan(15);
        return examples.stream()
                .map(example -> DynamicTest.dynamicTest(
                        example.lines().skip(1).findFirst().orElse(""), () -> {
                            Path specification = Files.writeString(folder.resolve("train.yaml"), example);
                            List<StopRule> rules =
                                    new SpecReader().readRules(specification, List.of(), Optional.empty());
                            assertThat(rules).isNotEmpty();
                        }));
    }
}
