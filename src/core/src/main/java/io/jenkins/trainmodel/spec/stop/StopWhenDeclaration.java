package io.jenkins.trainmodel.spec.stop;

import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.stop.StopRule;
import java.util.List;

/** The list under {@code stopWhen}. */
public final class StopWhenDeclaration {
    public static final Key<Stopped, List<StopRule>> KEY = Key.required(
            "stopWhen",
            Types.list(
                    new RuleType(),
                    1,
                    RuleType.MOST,
                    "a list of at least one rule, such as maxEpochs: 100; a run without an end is not started by accident"),
            Stopped::stopWhen,
            "The stop rules, any of which ends the run.");

    private StopWhenDeclaration() {}
}
