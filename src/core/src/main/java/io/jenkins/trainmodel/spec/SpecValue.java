package io.jenkins.trainmodel.spec;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A single value of a specification, with what its declaration says of it.
 *
 * @param path of keys and list positions, as an assignment takes it: {@code stopWhen.0.maxEpochs.epochs}
 * @param owner the name of the rule that it belongs to, or the metric of the gate; empty elsewhere
 * @param text the value as a specification writes it; empty where it is left out
 * @param schema the JSON schema of such values
 * @param documentation one sentence
 * @param allowedOnResume whether a run can go on with another value
 */
public record SpecValue(
        String path, String owner, String text, JsonNode schema, String documentation, boolean allowedOnResume) {

    /** The last key of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
