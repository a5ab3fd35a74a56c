package io.jenkins.trainmodel.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.LogProblems;
import io.jenkins.trainmodel.report.html.EmbeddedReport;
import io.jenkins.trainmodel.words.Narration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real log of the digits example (killed, resumed, steered), damaged in every way that a disk, a crash or somebody with
 * bad intent can think of: whoever reads it gets on and says how much could not be read.
 */
class MutatedLogTest {
    private static final int LOGS_A_SEED = 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path directory;

    private static List<String> realLog() throws IOException {
        try (InputStream log = MutatedLogTest.class.getResourceAsStream("digits-events.jsonl")) {
            return new String(log.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldGetOnWithAnyLogAndSayWhatCouldNotBeRead(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> real = realLog();
        long damaged = 0;
        for (int log = 0; log < LOGS_A_SEED; log++) {
            List<String> lines = mutated(real, random);
            damaged += showAll(String.join("\n", lines)).damagedLines();
        }

        assertThat(damaged).isGreaterThan(LOGS_A_SEED);
    }

    private LogProblems showAll(String text) throws IOException {
        Path log = Files.writeString(directory.resolve("events.jsonl"), text);
        Narration narration = new Narration();
        try (EventReader reader = EventReader.open(log)) {
            reader.stream()
                    .map(EventRecord::event)
                    .forEach(event -> assertThat(narration.tell(event))
                            .allSatisfy(line -> assertThat(line).doesNotContainPattern("\\p{Cc}")));
        }
        RunHistory history = RunHistory.read(log);
        EmbeddedReport report = EmbeddedReport.of(history);
        String heading = report.parts().get("heading");
        if (history.problems().any()) {
            assertThat(heading).contains(history.problems().damagedLines() > 0 ? "could not be read" : "version");
        }
        assertThat(JSON.readTree(report.curves()).isObject()).isTrue();
        ReportJson.write(directory.resolve("report.json"), history);
        assertThat(ReportJson.read(directory.resolve("report.json")).notes().damagedLines())
                .isEqualTo(history.problems().damagedLines());
        MetricsCsv.write(directory.resolve("metrics.csv"), history.epochs());
        return history.problems();
    }

    private static List<String> mutated(List<String> real, Random random) throws IOException {
        List<String> lines = new ArrayList<>(real);
        for (int i = 0; i < 12; i++) {
            int at = random.nextInt(lines.size());
            switch (random.nextInt(6)) {
                case 0 -> lines.set(at, withOtherBytes(lines.get(at), random));
                case 1 ->
                    lines.set(
                            at,
                            lines.get(at)
                                    .substring(0, random.nextInt(lines.get(at).length() + 1)));
                case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
                case 3 -> lines.add(at, lines.get(random.nextInt(lines.size())));
                default -> lines.set(at, withOtherValue(lines.get(at), random));
            }
        }
        if (random.nextInt(4) == 0) {
            lines.remove(0);
        }
        return lines;
    }

    private static String withOtherBytes(String line, Random random) {
        StringBuilder changed = new StringBuilder(line);
        for (int i = 0; i < 3 && changed.length() > 0; i++) {
            changed.setCharAt(random.nextInt(changed.length()), (char) random.nextInt(0x250));
        }
        return changed.toString().replace('\n', ' ');
    }

    /** Somewhere in the event another value stands, or none. */
    private static String withOtherValue(String line, Random random) throws IOException {
        JsonNode event;
        try {
            event = JSON.readTree(line);
        } catch (IOException alreadyDamaged) {
            return line;
        }
        List<Runnable> changes = new ArrayList<>();
        collect(event, random, changes);
        if (!changes.isEmpty()) {
            changes.get(random.nextInt(changes.size())).run();
        }
        return event == null ? line : JSON.writeValueAsString(event);
    }

    private static void collect(JsonNode node, Random random, List<Runnable> changes) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                changes.add(() -> object.remove(field.getKey()));
                changes.add(() -> object.set(field.getKey(), otherValue(random)));
                collect(field.getValue(), random, changes);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                changes.add(() -> array.set(at, otherValue(random)));
                collect(array.get(i), random, changes);
            }
        }
    }

    private static JsonNode otherValue(Random random) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        List<JsonNode> values = List.of(
                json.nullNode(),
                json.numberNode(-1),
                json.numberNode(0),
                json.numberNode(Integer.MAX_VALUE),
                json.numberNode(Long.MIN_VALUE),
                json.numberNode(Double.MAX_VALUE),
                json.numberNode(Double.MIN_VALUE),
                json.numberNode(-1e300),
                json.textNode(""),
                json.textNode("+1000000000-12-31T23:59:59.999999999Z"),
                json.textNode("x".repeat(100_000)),
                json.textNode("\u202E\u001b[31m</script>\u0000"),
                json.booleanNode(true),
                json.arrayNode().add(json.nullNode()).add(json.objectNode()),
                json.objectNode().put("metric", "m"),
                json.objectNode());
        return values.get(random.nextInt(values.size()));
    }
}
