package io.jenkins.trainmodel.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.stop.RuleSchema;

/** The JSON schema of the specification, for editors. */
public final class SpecSchema {
    private SpecSchema() {}

    /**
     * A schema of draft 2020-12. What it accepts may still be refused by the reader, which also looks at files and at what
     * must hold between keys.
     */
    public static ObjectNode toJson() {
        ObjectNode schema = SpecificationDeclaration.TYPE.schema();
        ObjectNode document = schema.objectNode();
        document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        document.put("title", "Train Model specification");
        document.setAll(schema);
        document.putObject("$defs").set(RuleSchema.NAME, RuleSchema.definition());
        return document;
    }
}
