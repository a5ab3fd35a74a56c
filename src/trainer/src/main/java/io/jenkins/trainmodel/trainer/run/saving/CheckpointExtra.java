package io.jenkins.trainmodel.trainer.run.saving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.SpecWriter;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointState;
import io.jenkins.trainmodel.trainer.custom.OwnRun;
import io.jenkins.trainmodel.trainer.run.context.AppliedCommand;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import io.jenkins.trainmodel.trainer.run.verify.SavedData;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the loop keeps in a checkpoint besides what every checkpoint holds. */
final class CheckpointExtra {
    private CheckpointExtra() {}

    static Map<String, JsonNode> of(RunContext run, JsonNode savedData, Optional<AppliedCommand> command) {
        Map<String, JsonNode> extra = new LinkedHashMap<>();
        extra.put(
                CheckpointState.GIVEN_SPECIFICATION,
                SpecWriter.toJson(run.specInForce().given()));
        extra.put(SavedData.KEY, savedData);
        extra.putAll(run.inheritance().toJson());
        run.own().toJson().ifPresent(own -> extra.put(OwnRun.KEY, own));
        command.ifPresent(applied -> extra.put(AppliedCommand.KEY, applied.toJson()));
        run.state().validation().ifPresent(metrics -> {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            metrics.forEach((path, value) -> {
                if (Double.isFinite(value)) {
                    json.put(path, value);
                }
            });
            extra.put(CheckpointState.VALIDATION, json);
        });
        return extra;
    }
}
