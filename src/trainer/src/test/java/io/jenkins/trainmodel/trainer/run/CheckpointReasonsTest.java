package io.jenkins.trainmodel.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.words.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The reasons that the trainer gives for saving a checkpoint, as its sources have them. */
class CheckpointReasonsTest {
    private static final Path SOURCES = Path.of("src/main/java/io/jenkins/trainmodel/trainer/run");
    private static final Pattern REASON = Pattern.compile("(?:\\bsave\\(|\\bREASON = )\"(\\w+)\"");

    private static final Set<String> reasons = new TreeSet<>();

    @BeforeAll
    static void readTheSources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                REASON.matcher(Files.readString(file))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .forEach(reasons::add);
            }
        }
        assertThat(reasons).contains("epoch", "command", "stop");
    }

    @Test
    void shouldHaveAWordInEveryLanguage() {
        Audience chinese = Audience.of(Locale.CHINA, ZoneOffset.UTC);

        assertThat(reasons)
                .noneMatch(
                        reason -> Vocabulary.checkpointReason(reason, chinese).equals(reason));
    }

    @Test
    void shouldStandInTheProtocol() throws IOException {
        String line = Files.readAllLines(Path.of("../../docs/protocol.md")).stream()
                .filter(row -> row.startsWith("| `reason` | `epoch`"))
                .findFirst()
                .orElseThrow();

        assertThat(reasons).allSatisfy(reason -> assertThat(line).contains("`" + reason + "`"));
    }
}
