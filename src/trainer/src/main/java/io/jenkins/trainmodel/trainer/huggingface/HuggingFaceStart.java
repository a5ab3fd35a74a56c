package io.jenkins.trainmodel.trainer.huggingface;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.TokenizerSpec;
import io.jenkins.trainmodel.spec.model.ModelSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a specification says of a network that begins with a model of the Hugging Face layout. */
public record HuggingFaceStart(ModelSpec model) {
    private static final String TYPE = "huggingface";
    private static final String PATH = "path";
    private static final String SHA256 = "sha256";

    /** Of a specification; empty where its network begins otherwise. */
    public static Optional<HuggingFaceStart> of(TrainingSpec spec) {
        return Optional.of(spec.model())
                .filter(model -> model.type().equals(TYPE))
                .map(HuggingFaceStart::new);
    }

    /**
     * A specification that says all that the files say of the network, so that it is built again without them.
     *
     * @param before what the run followed that goes on: it has read the files
     * @throws HuggingFaceException if there is no model that can be read, or it is not as the specification has it
     */
    public static TrainingSpec completed(TrainingSpec spec, Optional<TrainingSpec> before) throws IOException {
        Optional<HuggingFaceStart> start = of(spec);
        if (start.isEmpty()) {
            return spec;
        }
        Optional<HuggingFaceStart> earlier = before.flatMap(HuggingFaceStart::of)
                .filter(then -> then.fingerprint().isPresent());
        Map<String, Object> said = earlier.isPresent()
                ? earlier.get().model().options()
                : start.get().read();
        return spec.with(start.get().completed(said), start.get().completed(spec.data()));
    }

    /** Data whose tokenizer has no file of its own has that of the model. */
    private DataSpec completed(DataSpec data) {
        return data instanceof DataSpec.Text text
                        && text.tokenizer() instanceof TokenizerSpec.HuggingFace file
                        && file.path().isEmpty()
                ? text.with(new TokenizerSpec.HuggingFace(Optional.of(path()), file.endOfText()))
                : data;
    }

    private ModelSpec completed(Map<String, Object> said) {
        Map<String, Object> all = new LinkedHashMap<>(model.options());
        said.forEach(all::putIfAbsent);
        return new ModelSpec(model.type(), all);
    }

    private Map<String, Object> read() throws IOException {
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
        for (Map.Entry<String, Object> entry : said.entrySet()) {
            requireSame(entry.getKey(), entry.getValue());
        }
        return said;
    }

    /** What a person writes of the network beside its files must be what they say. */
    private void requireSame(String key, Object found) throws HuggingFaceException {
        Object wanted = model.options().getOrDefault(key, found);
        if (!wanted.equals(found)) {
            throw new HuggingFaceException("model." + key + " is " + wanted + " in the specification and " + found
                    + " in " + path() + "; leave it out, or name the directory of that model");
        }
    }

    public Path path() {
        return (Path) model.options().get(PATH);
    }

    /** SHA-256 of the files of parameters, where they were read. */
    public Optional<String> fingerprint() {
        return Optional.ofNullable((String) model.options().get(SHA256));
    }

    /**
     * The model in the directory.
     *
     * @throws HuggingFaceException if there is none, or its parameters are not those that the specification was completed with
     */
    public HuggingFaceModel open() throws IOException {
        HuggingFaceModel files = HuggingFaceModel.open(path());
        String found = files.fingerprint();
        if (fingerprint().filter(wanted -> !wanted.equals(found)).isPresent()) {
            throw new HuggingFaceException(
                    "the parameters in " + path() + " are not those that the run began with: their" + " SHA-256 is "
                            + found + ", and was " + fingerprint().get());
        }
        return files;
    }
}
