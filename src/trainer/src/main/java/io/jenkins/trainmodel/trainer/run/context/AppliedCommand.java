package io.jenkins.trainmodel.trainer.run.context;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.Intervention.HyperparameterChanged;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.CommandInbox;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointState;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import java.util.List;
import java.util.Optional;

/**
 * A command that a checkpoint was saved for, and that is answered when the checkpoint is durable. The checkpoint remembers it,
 * so that a process which dies in between leaves the answer to the next, and nothing is applied twice (docs/adr/0032).
 *
 * @param command its type
 * @param changes of the specification, by this command
 */
public record AppliedCommand(
        String id, String command, String by, String why, int epoch, long step, List<HyperparameterChanged> changes) {
    /** In a checkpoint's {@code extra}. */
    public static final String KEY = "command";

    private static final int LARGEST = 1 << 20;
    private static final int DEEPEST = 10;
    private static final JsonMapper MAPPER =
            BoundedJson.builder(LARGEST, DEEPEST).build();

    public static AppliedCommand of(CommandInbox.Entry entry, Command command, RunState state) {
        return of(entry, command, state, List.of());
    }

    public static AppliedCommand of(
            CommandInbox.Entry entry, Command command, RunState state, List<HyperparameterChanged> changes) {
        return new AppliedCommand(
                entry.id(), entry.type(), command.by(), command.why(), state.epoch(), state.step(), changes);
    }

    /** What a checkpoint was saved for; empty where it was for no command, or one of a later version. */
    public static Optional<AppliedCommand> savedIn(CheckpointState state) {
        try {
            JsonNode json = state.extra().get(KEY);
            return json == null ? Optional.empty() : Optional.of(MAPPER.treeToValue(json, AppliedCommand.class));
        } catch (JsonProcessingException later) {
            return Optional.empty();
        }
    }

    public JsonNode toJson() {
        return MAPPER.valueToTree(this);
    }

    /** What is said of it when this checkpoint is durable. */
    public static String message(String checkpoint) {
        return "saved as checkpoint " + checkpoint;
    }

    public Intervention.CommandApplied answer(String checkpoint) {
        return new Intervention.CommandApplied(id, command, true, message(checkpoint), by, why, epoch, step);
    }
}
