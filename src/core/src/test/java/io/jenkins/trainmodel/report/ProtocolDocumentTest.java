package io.jenkins.trainmodel.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventCodec;
import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.event.LogLine;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.gate.ChallengeResult;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.CommandInbox;
import io.jenkins.trainmodel.run.CommandOutbox;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.stop.Verdict;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code docs/protocol.md} to what the code reads and writes. */
class ProtocolDocumentTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```json\n(.*?)```");
    private static final Pattern FIELD = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

    /** The records within events whose fields stand in a table of their own. */
    private static final Map<Class<?>, List<Class<?>>> NESTED = Map.of(
            TrainingEvent.RuleEvaluated.class, List.of(Verdict.class),
            BottleneckFound.class, List.of(BottleneckFound.Stage.class),
            Conclusion.Challenged.class, List.of(ChallengeResult.class),
            Conclusion.Judged.class, List.of(GateVerdict.class));

    @TempDir
    private Path directory;

    static List<TrainingEvent> everyEvent() {
        return EventSamples.all();
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void shouldDescribeEveryFieldOfEveryEvent(TrainingEvent event) throws IOException {
        Stream<String> fields = namesOf(event.getClass());
        Stream<String> nested =
                NESTED.getOrDefault(event.getClass(), List.of()).stream().flatMap(ProtocolDocumentTest::namesOf);

        assertThat(fieldsOf(section("### `%s`".formatted(EventCodec.typeOf(event)))))
                .containsExactlyElementsOf(Stream.concat(fields, nested).toList());
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void shouldShowALineOfEveryEventAsItIsWritten(TrainingEvent event) throws IOException {
        String line = examplesOf(section("### `%s`".formatted(EventCodec.typeOf(event))))
                .get(0);

        assertThat(EventCodec.decode(line)).isInstanceOfSatisfying(LogLine.Event.class, read -> {
            assertThat(read.record().event()).isInstanceOf(event.getClass());
            assertThat(new String(EventCodec.encode(read.record()), StandardCharsets.UTF_8))
                    .isEqualTo(line);
        });
    }

    @Test
    void shouldShowNumbersThatAreNotFiniteAsTheyAreWritten() throws IOException {
        String line = examplesOf(section("## Events")).get(0);

        assertThat(EventCodec.decode(line))
                .isInstanceOfSatisfying(
                        LogLine.Event.class,
                        read -> assertThat(new String(EventCodec.encode(read.record()), StandardCharsets.UTF_8))
                                .isEqualTo(line));
    }

    @Test
    void shouldShowCommandsThatTheTrainingObeys() throws IOException {
        RunDirectory run = new RunDirectory(directory);
        List<String> examples = examplesOf(section("## Commands"));
        Files.createDirectories(run.commands());
        for (int i = 0; i < examples.size(); i++) {
            Files.writeString(run.commands().resolve(i + ".json"), examples.get(i));
        }

        List<Command> commands = new CommandInbox(run)
                .poll().stream()
                        .map(CommandInbox.Entry::command)
                        .flatMap(Optional::stream)
                        .toList();

        assertThat(commands).hasSize(Command.class.getPermittedSubclasses().length);
        for (int i = 0; i < examples.size(); i++) {
            String id = new CommandOutbox(run).write(commands.get(i));
            assertThat(run.commands().resolve(id + ".json"))
                    .hasContent(examples.get(i).strip());
        }
    }

    @Test
    void shouldShowAManifestAsItIsWritten() throws IOException {
        Files.writeString(directory.resolve("state.json"), "{}");
        Manifest.write(directory);

        assertThat(directory.resolve("manifest.json"))
                .hasContent(examplesOf(section("## Manifest")).get(0).strip());
    }

    @Test
    void shouldDescribeEveryFieldOfTheSummary() throws IOException {
        String section = section("## report.json");

        assertThat(fieldsOf(section))
                .containsExactlyElementsOf(namesOf(RunSummary.class).toList());
        Stream.of(RunSummary.Training.class, RunSummary.Size.class, RunSummary.Notes.class, RunSummary.Checkpoint.class)
                .flatMap(ProtocolDocumentTest::namesOf)
                .forEach(name -> assertThat(section).contains("`" + name + "`"));
    }

    @Test
    void shouldNameEveryFileOfTheRunDirectory() throws IOException {
        RunDirectory run = new RunDirectory(Path.of("run"));
        String section = section("## Run directory");

        Stream.of(
                        run.specification(),
                        run.events(),
                        run.commands(),
                        run.checkpoints(),
                        run.model(),
                        run.tensorboard(),
                        run.reportJson(),
                        run.reportHtml(),
                        run.metricsCsv(),
                        run.reference(),
                        run.log(),
                        run.lock(),
                        run.marker())
                .forEach(path -> assertThat(section).contains("| `" + path.getFileName()));
    }

    /** The text behind the heading, up to the next one. */
    private static String section(String heading) throws IOException {
        String document = Files.readString(Path.of("../../docs/protocol.md"));
        int start = document.indexOf("\n" + heading + "\n");
        assertThat(start).as("the heading %s", heading).isNotNegative();
        int end = document.indexOf("\n##", start + heading.length());
        return document.substring(start, end < 0 ? document.length() : end);
    }

    private static List<String> examplesOf(String section) {
        return EXAMPLE.matcher(section).results().map(match -> match.group(1)).toList();
    }

    private static List<String> fieldsOf(String section) {
        return FIELD.matcher(section).results().map(match -> match.group(1)).toList();
    }

    private static Stream<String> namesOf(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(ProtocolDocumentTest::nameOf);
    }

    private static String nameOf(RecordComponent component) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
                .map(JsonProperty::value)
                .orElse(component.getName());
    }
}
