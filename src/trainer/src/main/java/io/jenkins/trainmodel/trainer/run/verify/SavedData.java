package io.jenkins.trainmodel.trainer.run.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointState;
import io.jenkins.trainmodel.trainer.data.DataSignature;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import java.util.List;
import java.util.Optional;

/**
 * What a checkpoint remembers of the data, so that a run that is resumed goes on with the same samples for training, the
 * same for validation, and inputs and outputs of the same meaning.
 *
 * @param validation fingerprint of the samples that validate
 * @param files that were read
 */
public record SavedData(DataSignature signature, String validation, List<DataFile> files) {
    public SavedData {
        // checkpoints of earlier versions name none
        files = files == null ? List.of() : List.copyOf(files);
    }

    /** Its key in a checkpoint's state. */
    public static final String KEY = "data";

    private static final int LARGEST = 64 << 20;
    private static final int DEEPEST = 10;
    private static final JsonMapper MAPPER =
            BoundedJson.builder(LARGEST, DEEPEST).build();

    public static SavedData of(LoadedData data) {
        return new SavedData(
                data.signature(), data.holdOut().fingerprint(), data.facts().files());
    }

    /** Empty for a checkpoint of an earlier version, or one that cannot be read. */
    public static Optional<SavedData> of(CheckpointState state) {
        try {
            return state.extra().containsKey(KEY)
                    ? Optional.of(MAPPER.treeToValue(state.extra().get(KEY), SavedData.class))
                    : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    public JsonNode toJson() {
        return MAPPER.valueToTree(this);
    }
}
