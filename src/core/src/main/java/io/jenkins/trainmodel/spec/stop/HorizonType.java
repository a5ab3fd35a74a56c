package io.jenkins.trainmodel.spec.stop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.tree.Node;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import io.jenkins.trainmodel.stop.Horizon;
import java.time.Duration;
import java.util.Optional;

/** A number of epochs from the start of the run, or a training time. */
final class HorizonType implements ValueType<Horizon> {
    /** What other rules set. */
    static final Horizon NONE = new Horizon(Optional.empty(), Optional.empty());

    private static final ValueType<Integer> EPOCHS = Types.integer(1);
    private static final ValueType<Duration> DURATION = Types.duration();

    @Override
    public Optional<Horizon> read(Node node, ReadContext context) {
        if (!(node instanceof Scalar scalar) || scalar.isNull()) {
            context.reportFound(node, allowed());
            return Optional.empty();
        }
        if (scalar.text().matches("[-+]?[0-9.]+")) {
            return EPOCHS.read(node, context).map(epochs -> new Horizon(Optional.of(epochs), Optional.empty()));
        }
        return DURATION.read(node, context).map(duration -> new Horizon(Optional.empty(), Optional.of(duration)));
    }

    @Override
    public JsonNode write(Horizon value) {
        return value.duration()
                .map(DURATION::write)
                .orElseGet(() -> EPOCHS.write(value.epochs().orElseThrow()));
    }

    @Override
    public String allowed() {
        return "a number of epochs, or " + DURATION.allowed();
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("anyOf").add(EPOCHS.schema()).add(DURATION.schema());
        return schema;
    }
}
