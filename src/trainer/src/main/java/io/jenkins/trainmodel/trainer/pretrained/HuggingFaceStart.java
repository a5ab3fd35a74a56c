package io.jenkins.trainmodel.trainer.pretrained;

import io.jenkins.trainmodel.spec.data.TokenizerSpec;
import io.jenkins.trainmodel.spec.model.ModelSpec;
import io.jenkins.trainmodel.trainer.data.token.Tokenizers;
import io.jenkins.trainmodel.trainer.huggingface.Gpt2Config;
import io.jenkins.trainmodel.trainer.huggingface.HuggingFaceModel;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A model of the Hugging Face layout. */
public record HuggingFaceStart(ModelSpec model) implements ModelStart {
    static final String TYPE = "huggingface";

    /** The sizes of the network as well. */
    @Override
    public Map<String, Object> said() throws IOException {
        HuggingFaceModel files = HuggingFaceModel.open(path());
        Gpt2Config config = files.config();
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("layers", config.layers());
        said.put("heads", config.heads());
        said.put("width", config.width());
        said.put("inner", config.inner());
        said.put("activation", config.activation().word());
        said.put("epsilon", config.epsilon());
        said.put("tieWeights", config.tied());
        said.put(SHA256, files.fingerprint());
        return said;
    }

    @Override
    public Optional<TokenizerSpec> tokenizer() {
        return Files.isRegularFile(path().resolve(Tokenizers.FILE))
                ? Optional.of(new TokenizerSpec.HuggingFace(Optional.of(path()), Optional.empty()))
                : Optional.empty();
    }

    /**
     * The model in the directory.
     *
     * @throws IOException if there is none, or its parameters are not those that the specification was completed with
     */
    public HuggingFaceModel open() throws IOException {
        HuggingFaceModel files = HuggingFaceModel.open(path());
        requireUnchanged(files.fingerprint());
        return files;
    }
}
