package io.jenkins.trainmodel.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.stop.StopWhenDeclaration;
import io.jenkins.trainmodel.stop.StopRule;
import java.util.List;

/** Writes the effective specification: every default filled in, paths absolute. */
public final class SpecWriter {
    private SpecWriter() {}

    /** The specification as JSON, from which {@link SpecReader} reads an equal one. */
    public static ObjectNode toJson(TrainingSpec specification) {
        return SpecificationDeclaration.TYPE.write(specification);
    }

    /** The same of a run in which another program trains. */
    public static ObjectNode toJson(WatchedSpec specification) {
        return WatchedDeclaration.TYPE.write(specification);
    }

    /** Stop rules as the list under {@code stopWhen}. */
    public static JsonNode toJson(List<StopRule> rules) {
        return StopWhenDeclaration.write(rules);
    }

    /** The same as indented text, ending in a line break. */
    public static String toText(TrainingSpec specification) {
        return toJson(specification).toPrettyString() + "\n";
    }
}
