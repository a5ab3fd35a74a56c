package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.Best;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BestTrackerTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "MIN, 3 2 2 4        , 2, 2",
        "MAX, 3 4 4 2        , 2, 4",
        "MIN, nan 5 inf -inf , 2, 5",
        "MAX, -inf - -1 nan  , 3, -1",
        "MIN, 0 -0.0         , 1, 0"
    })
    void shouldKeepTheFirstOfTheBestFiniteValues(Direction direction, String values, int epoch, double value) {
        assertThat(after(direction, values).best()).contains(new Best("m", epoch, value));
    }

    @Test
    void shouldHaveNoBestBeforeAFiniteValue() {
        assertThat(after(Direction.MIN, "nan - inf").best()).isEmpty();
    }

    @Test
    void shouldSurviveACheckpoint() throws JsonProcessingException {
        JsonMapper mapper = BoundedJson.builder(1 << 20, 100).build();
        for (String values : new String[] {"nan", "0.1 0.3"}) {
            BestTracker tracker = after(Direction.MAX, values);
            assertThat(mapper.readValue(mapper.writeValueAsString(tracker), BestTracker.class))
                    .isEqualTo(tracker);
        }
    }

    private static BestTracker after(Direction direction, String values) {
        BestTracker tracker = BestTracker.of("m", direction);
        for (Observation observation : Table.observations("m", values)) {
            tracker = tracker.with(observation);
        }
        return tracker;
    }
}
