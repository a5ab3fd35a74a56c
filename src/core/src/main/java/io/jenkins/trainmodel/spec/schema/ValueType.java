package io.jenkins.trainmodel.spec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.tree.Node;
import java.util.List;
import java.util.Optional;

/**
 * A kind of value that may stand in a specification. What {@link #write} gives, {@link #read} takes, and the result equals
 * the value.
 */
public interface ValueType<T> {

    /** The value; empty after a problem was reported. */
    Optional<T> read(Node node, ReadContext context);

    /** The value as JSON; a missing node where nothing is to be written. */
    JsonNode write(T value);

    /** What is allowed, for messages and documentation, such as "a whole number of at least 1". */
    String allowed();

    /** The JSON schema of the values. */
    ObjectNode schema();

    /** Whether the value is the place of a file or directory, which moves with the machine or workspace. */
    default boolean isPlace() {
        return false;
    }

    /** The objects that may stand here or in here, whose keys the documentation lists. */
    default List<ObjectType<?>> objects() {
        return List.of();
    }
}
