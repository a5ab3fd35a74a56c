package io.jenkins.trainmodel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonProblemTest {
    private static final JsonMapper MAPPER = BoundedJson.builder(1000, 5)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    enum Colour {
        RED
    }

    record Inner(long step, Optional<Double> value) {
        Inner {
            if (step < 0) {
                throw new IllegalArgumentException("a step is counted from 1");
            }
        }
    }

    record Document(
            int epoch,
            boolean best,
            String name,
            Colour colour,
            Instant time,
            List<Inner> steps,
            Map<String, Double> metrics) {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"epoch": 1.5}                                 | line 1, column 11: `epoch` is not a whole number
            {"epoch": "1"}                                 | line 1, column 11: `epoch` is not a whole number
            {"epoch": 99999999999}                         | line 1, column 22: `epoch` is too large a number
            {"epoch": {}}                                  | line 1, column 11: `epoch` is not a whole number
            {"epoch": 1, "best": "yes"}                    | line 1, column 22: `best` is not true or false
            {"epoch": 1, "best": true, "name": []}         | line 1, column 36: `name` is not text
            {"epoch": 1, "best": true, "colour": "blue"}   | line 1, column 38: `colour` is not a word that is known here
            {"epoch": 1, "best": true, "time": "today"}    | line 1, column 36: `time` is not a time
            {"epoch": 1, "best": true, "steps": {}}        | line 1, column 37: `steps` is not a list
            {"epoch": 1, "best": true, "steps": [{"step": 1, "value": true}]} | `steps[0].value` is not a number
            {"epoch": 1, "best": true, "steps": [{"step": 1}, {"step": -1}]} | `steps[1]`: a step is counted from 1
            {"epoch": 1, "best": true, "steps": [{"step": 1}, 5]} | `steps[1]` is not an object
            {"epoch": 1, "best": true, "metrics": {"a": "b"}} | `metrics.a` is not a number
            {"best": true}                                 | `epoch` is missing
            []                                             | line 1, column 1: it is not an object
            {"epoch": 1                                    | the text ends in the middle of a value
            {"epoch": }                                    | line 1, column 11: `}` does not belong there
            {"epoch": nul}                                 | `nul` is no JSON
            {"epoch": 1, "best": true, "name": "a", "colour": "RED", "time": "2026-11-26T22:00:00Z", "steps": [], "metrics": {}} {} | more follows behind its end
            {"a": [[[[[[]]]]]]}                            | it is nested more deeply than is allowed
            """)
    void shouldSayWhereAndWhat(String text, String words) {
        assertThat(problem(text).toString()).endsWith(words);
    }

    @Test
    void shouldSayTheLine() {
        assertThat(problem("{\n  \"epoch\": 1,\n  \"best\": \"no\"\n}").place()).contains("line 3, column 11");
    }

    @Test
    void shouldSayOfATextThatItIsEmptyOrTooLarge() {
        assertThat(problem("").reason()).isEqualTo("the text is empty");
        assertThat(problem("{\"name\": \"" + "x".repeat(2000)).reason()).isEqualTo("it is larger than is allowed");
    }

    @Test
    void shouldSayOfATreeWhatStandsTwice() {
        JsonProcessingException twice =
                catchThrowableOfType(JsonProcessingException.class, () -> MAPPER.readTree("{\"a\": 1, \"a\": 2}"));

        assertThat(JsonProblem.of(twice).reason()).isEqualTo("`a` stands there twice");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"epoch": \u0007}
            {"epoch": 1, "best": true, "name": "\u001b"}
            {"epoch": 01}
            {"epoch": 1e999999999}
            {"epoch": "\\x"}
            {"epoch": +1}
            {epoch: 1}
            {"epoch": NaN}
            {"epoch": 1, "steps": [null]}
            <xml/>
            """)
    void shouldKeepTheParserToItself(String text) {
        assertThat(problem(text).toString())
                .doesNotContainPattern("REDACTED|Source|code \\d|java|jackson|Json[A-Z]|Feature|\\p{Cntrl}")
                .hasSizeLessThan(100);
    }

    private static JsonProblem problem(String text) {
        return JsonProblem.of(
                catchThrowableOfType(JsonProcessingException.class, () -> MAPPER.readValue(text, Document.class)));
    }
}
