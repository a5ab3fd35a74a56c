package io.jenkins.plugins.trainmodel.whatif;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.trainmodel.rules.StopCondition;
import java.util.List;
import java.util.Map;

/** Rules of a form as the text of a specification. */
final class RuleLines {
    private static final JsonMapper MAPPER = new JsonMapper();

    private RuleLines() {}

    static String of(List<StopCondition> rules) {
        try {
            return MAPPER.writeValueAsString(Map.of(
                    "stopWhen",
                    rules.stream().map(StopCondition::toSpecification).toList()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The rules cannot be written as JSON", e);
        }
    }
}
