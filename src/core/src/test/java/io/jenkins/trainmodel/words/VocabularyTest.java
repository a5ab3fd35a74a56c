package io.jenkins.trainmodel.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.run.Command;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VocabularyTest {
    private static final Audience CHINESE = Audience.of(Locale.CHINA, ZoneOffset.UTC);

    static Stream<String> commands() {
        return Stream.of(Command.class.getAnnotation(JsonSubTypes.class).value())
                .map(JsonSubTypes.Type::name);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldHaveAWordForEveryCommand(String type) {
        assertThat(Vocabulary.command(type, CHINESE)).isNotEqualTo(type);
    }

    @Test
    void shouldTellOfACommandInTheWordsOfItsReader() {
        TrainingEvent goOn = new Intervention.CommandApplied("1", "goOn", true, "goes on", "ada", "", 1, 30);

        assertThat(new InterventionWords(CHINESE).line(goOn).orElseThrow()).startsWith("命令 继续");
        assertThat(new InterventionWords(Audience.RECORD).line(goOn)).contains("command go on by ada: goes on");
        assertThat(new TimelineWords(CHINESE).happened(List.of(EventSamples.record(1, goOn))))
                .singleElement()
                .satisfies(entry -> assertThat(entry.title()).isEqualTo("命令 继续"));
    }

    @Test
    void shouldLeaveACommandOfAnotherVersionAsItIs() {
        assertThat(Vocabulary.command("selfDestruct", CHINESE)).isEqualTo("selfDestruct");
    }
}
