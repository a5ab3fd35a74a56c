package io.jenkins.trainmodel.spec;

import static io.jenkins.trainmodel.spec.SpecTexts.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.trainmodel.spec.problem.SpecException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class HostileSpecTest {
    @TempDir
    private Path directory;

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("few aliases that double", bomb(20, 2), "values, aliases expanded"),
                Arguments.of("many aliases", bomb(3, 40), "Number of aliases for non-scalar nodes exceeds"),
                Arguments.of("an alias inside of itself", "data: &a [*a]", "an alias inside of what it stands for"),
                Arguments.of(
                        "an alias to nothing",
                        "data: *a",
                        "train.yaml:1:7: found malformed YAML: found undefined alias a"),
                Arguments.of("deep lists", "data: " + "[".repeat(5_000), "Nesting Depth exceeded"),
                Arguments.of("deep maps", "{a: ".repeat(5_000), "Nesting Depth exceeded"),
                Arguments.of("deep blocks", "- ".repeat(5_000) + "x", "Nesting Depth exceeded"),
                Arguments.of("a local tag", "name: !secret x", "train.yaml:1:7: name: found the tag `!secret`"),
                Arguments.of("a Java tag", "name: !!java.net.URL [x]", "the tag `tag:yaml.org,2002:java.net.URL`"),
                Arguments.of("a binary tag", "name: !!binary aGFsbG8=", "the tag `tag:yaml.org,2002:binary`"),
                Arguments.of("two documents", "name: a\n---\nname: b", "train.yaml:3:1: found a second document"),
                Arguments.of("a key that is a list", "? [a, b]\n: c", "train.yaml:1:3: found a list or map as a key"),
                Arguments.of("a merge key", "a: &a {x: 1}\n<<: *a", "train.yaml:2:1: <<: found an unknown key"),
                Arguments.of("a tab", "data:\n\ttype: csv", "train.yaml:2:1: found a tab in the indentation"),
                Arguments.of("a broken map", "data: {type: csv", "train.yaml:1:17: found malformed YAML"),
                Arguments.of("a list on top", "- a", "train.yaml:1:1: found a list; allowed: a map with name, seed"),
                Arguments.of("a word on top", "hello", "train.yaml:1:1: found `hello`; allowed: a map with name"),
                Arguments.of("a null character", "name: a\0b", "train.yaml:1:8: found the control character U+0000"),
                Arguments.of("an escape", "name: \u001b[31m", "train.yaml:1:7: found the control character U+001B"),
                Arguments.of("a huge text", "#".repeat((1 << 20) + 1), "train.yaml: found more than 1048576 bytes"),
                Arguments.of("a huge number", "seed: " + "9".repeat(100_000), "train.yaml:1:7: seed: found `9999"),
                Arguments.of("a huge key", "x".repeat(2_000) + ": 1", "found malformed YAML"));
    }

    private static String bomb(int levels, int aliases) {
        StringBuilder text = new StringBuilder("a0: &a0 [x]\n");
        IntStream.range(1, levels)
                .forEach(level -> text.append(
                        "a%d: &a%d [%s]%n".formatted(level, level, ("*a" + (level - 1) + ", ").repeat(aliases))));
        return text.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void shouldRefuseHostileText(String name, String text, String expected) {
        assertThat(String.join("\n", problems(text))).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# later", "null", "---\n...\n", "{}"})
    void shouldSayWhatIsMissingWhereNothingStands(String text) {
        assertThat(problems(text))
                .anySatisfy(line -> assertThat(line).startsWith("train.yaml:1:1: stopWhen: found nothing"))
                .anySatisfy(line -> assertThat(line).startsWith("train.yaml:1:1: data: found nothing"))
                .anySatisfy(line -> assertThat(line).startsWith("train.yaml:1:1: model: found nothing"))
                .hasSize(3);
    }

    @Test
    void shouldReportDuplicateKeysBesideOtherProblems() {
        String text = SpecTexts.SHORT + "seed: 1\nseed: 2\nname: [a]\n";

        assertThat(problems(text))
                .containsExactly(
                        "train.yaml:6:1: seed: found the key a second time, first in line 5, column 1;"
                                + " allowed: every key once",
                        "train.yaml:7:7: name: found a list; allowed: a name");
    }

    @Test
    void shouldNotReadAFileThatIsTooLarge() throws IOException {
        Path file = directory.resolve("train.yaml");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }

        assertThat(refusal(file))
                .hasMessageContaining("found more than 1048576 bytes; allowed: a file of at most 1 MiB");
    }

    @Test
    void shouldRefuseWhatIsNoText() throws IOException {
        Path file = Files.write(directory.resolve("train.yaml"), new byte[] {(byte) 0x80, 1, 2, (byte) 0xff});

        assertThat(refusal(file)).hasMessageContaining("found bytes that are not UTF-8; allowed: text in UTF-8");
    }

    @Test
    void shouldRefuseWhatIsNoFile() {
        assertThat(refusal(directory)).hasMessageContaining(directory + ": found a directory");
        assertThat(refusal(directory.resolve("nowhere.yaml"))).hasMessageContaining("nowhere.yaml: found no such file");
    }

    @Test
    void shouldIgnoreAByteOrderMark() throws Exception {
        assertThat(SpecTexts.read("\uFEFF" + SpecTexts.SHORT)).isEqualTo(SpecTexts.read(SpecTexts.SHORT));
    }

    @Test
    void shouldKeepMessagesOnOneLineAndShort() {
        String text = SpecTexts.SHORT + "\"\\e[31m\\n\\u202E\": 1\n? \"" + "k".repeat(5_000) + "\"\n: \""
                + "v".repeat(5_000) + "\"\n";

        assertThat(problems(text))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(500).doesNotContainPattern("[\\p{Cc}\\p{Cf}]"));
    }

    @Test
    void shouldBoundTheNumberOfRules() {
        String many = "- anyOf: [" + "{maxEpochs: 1}, ".repeat(900) + "]\n";

        assertThat(problems(SpecTexts.withRules(many))).isEmpty();
        assertThat(problems(SpecTexts.withRules(many.repeat(30))))
                .hasSize(100)
                .allSatisfy(line ->
                        assertThat(line).contains("found more than 1000 rules; allowed: at most 1000 rules in all"));
    }

    @Test
    void shouldReportAHundredProblemsAtMost() {
        StringBuilder text = new StringBuilder(SpecTexts.SHORT);
        IntStream.range(0, 5_000)
                .forEach(number -> text.append("key").append(number).append(": 1\n"));

        assertThat(problems(text.toString())).hasSize(100);
    }

    private static SpecException refusal(Path file) {
        return catchThrowableOfType(SpecException.class, () -> new SpecReader().read(file));
    }
}
