package io.jenkins.plugins.trainmodel.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.htmlunit.WebResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a run's log, its pages and data answer. */
class LogFuzzITest extends BuildPageTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<String> STRANGE = List.of(
            "null",
            "-1",
            "1e308",
            "\"NaN\"",
            "[]",
            "{}",
            "\"\\u202e\"",
            "99999999999999999999",
            "true",
            "[null]",
            "\"+1000000000-12-31T23:59:59.999999999Z\"",
            "\"-1000000000-01-01T00:00:00Z\"",
            "{\"a\":null}");

    private void assertAnswers(String run) throws Exception {
        for (String path : List.of("", "data", "curves", "api/json", "events")) {
            WebResponse response = get("train-model/" + run + "/" + path);
            assertThat(response.getStatusCode()).as(run + "/" + path).isEqualTo(200);
            if (path.equals("data") || path.equals("curves")) {
                assertThat(MAPPER.readTree(response.getContentAsString()).isObject())
                        .isTrue();
            }
            if (path.isEmpty()) {
                // Jelly swallows what a getter throws, and leaves the parts of the page empty.
                assertThat(response.getContentAsString()).contains("class=\"badge", "class=\"contents");
            }
        }
    }

    private String lay(List<String> lines) throws Exception {
        TrainedRun run = action().begin("fuzz", "gpu");
        Files.createDirectories(log(run).getParent());
        Files.write(log(run), String.join("\n", lines).concat("\n").getBytes(StandardCharsets.UTF_8));
        return run.getId();
    }

    private List<String> sound() throws Exception {
        SampleRun sample = new SampleRun("digits", 51).epochs(1, 3).finished(3, Outcome.SUCCESS);
        TrainedRun run = sample.enter(build);
        return Files.readAllLines(log(run));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void shouldAnswerWithAnyFieldMissingOrStrange(long seed) throws Exception {
        Random chance = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (String line : sound()) {
            lines.add(chance.nextInt(3) == 0 ? mutated(line, chance) : line);
        }

        assertAnswers(lay(lines));
    }

    /** Takes fields away, puts strange values in their place, nests them where they do not belong. */
    private static String mutated(String line, Random chance) throws Exception {
        ObjectNode event = (ObjectNode) MAPPER.readTree(line);
        ObjectNode place = event;
        for (int depth = chance.nextInt(3); depth > 0; depth--) {
            List<ObjectNode> inner = new ArrayList<>();
            place.forEach(child -> {
                if (child instanceof ObjectNode object && !object.isEmpty()) {
                    inner.add(object);
                } else if (child.isArray() && child.size() > 0 && child.get(0) instanceof ObjectNode first) {
                    inner.add(first);
                }
            });
            place = inner.isEmpty() ? place : inner.get(chance.nextInt(inner.size()));
        }
        List<String> fields = new ArrayList<>();
        place.fieldNames().forEachRemaining(fields::add);
        String field = fields.get(chance.nextInt(fields.size()));
        if (chance.nextBoolean()) {
            place.remove(field);
        } else {
            place.set(field, MAPPER.readTree(STRANGE.get(chance.nextInt(STRANGE.size()))));
        }
        return event.toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldAnswerWithBytesTurnedAround(long seed) throws Exception {
        Random chance = new Random(seed);
        TrainedRun run = action().begin("fuzz", "gpu");
        byte[] bytes = String.join("\n", sound()).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length / 50; i++) {
            bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt(256);
        }
        Files.createDirectories(log(run).getParent());
        Files.write(log(run), bytes);

        assertAnswers(run.getId());
    }

    @Test
    void shouldAnswerWithTheEventsThatBrokePagesOnce() throws Exception {
        List<String> lines = new ArrayList<>(sound());
        String head = "{\"v\":1,\"seq\":%d,\"time\":\"2026-11-26T08:30:00Z\",";
        lines.add(head.formatted(900) + "\"type\":\"ruleEvaluated\",\"verdicts\":[{\"rule\":\"r\"}]}");
        lines.add(head.formatted(901) + "\"type\":\"finished\"}");
        lines.add(head.formatted(902) + "\"type\":\"started\"}");
        lines.add(
                "{\"v\":1,\"seq\":903,\"time\":\"+1000000000-12-31T23:59:59.999999999Z\",\"type\":\"warning\",\"code\":\"c\",\"message\":\"m\"}");

        assertAnswers(lay(lines));
        assertThat(text("")).contains("fuzz");
    }

    @Test
    void shouldAnswerWithALineOfFourMebibytes() throws Exception {
        List<String> lines = new ArrayList<>(sound());
        lines.add(1, "{\"v\":1,\"seq\":2,\"type\":\"warning\",\"message\":\"" + "x".repeat(5 << 20) + "\"}");

        assertAnswers(lay(lines));
    }
}
