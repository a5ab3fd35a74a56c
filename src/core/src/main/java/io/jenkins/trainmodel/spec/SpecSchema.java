package io.jenkins.trainmodel.spec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.stop.RuleSchema;
import io.jenkins.trainmodel.spec.watch.WatchDeclaration;

/** The JSON schema of the specification, for editors. */
public final class SpecSchema {
    private SpecSchema() {}

    /**
     * A schema of draft 2020-12, for runs that train by themselves and, by the key {@code watch}, for those in which another
     * program does. What it accepts may still be refused by the reader, which also looks at files and at what
     * must hold between keys.
     */
    public static ObjectNode toJson() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        document.put("title", "Train Model specification");
        document.putObject("if").putArray("required").add(WatchDeclaration.KEY.name());
        document.set("then", WatchedDeclaration.TYPE.schema());
        document.set("else", SpecificationDeclaration.TYPE.schema());
        document.putObject("$defs").set(RuleSchema.NAME, RuleSchema.definition());
        return document;
    }
}
