package io.jenkins.trainmodel.spec.stop;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.stop.StopRule;
import java.util.List;

/** The list under {@code stopWhen}. */
public final class StopWhenDeclaration {
    private static final ValueType<List<StopRule>> RULES = Types.list(
            new RuleType(),
            1,
            RuleType.MOST,
            "a list of at least one rule, such as maxEpochs: 100; a run without an end is not started by accident");

    public static final Key<Stopped, List<StopRule>> KEY =
            Key.required("stopWhen", RULES, Stopped::stopWhen, "The stop rules, any of which ends the run.");

    private StopWhenDeclaration() {}

    /** The rules as they stand there. */
    public static JsonNode write(List<StopRule> rules) {
        return RULES.write(rules);
    }
}
