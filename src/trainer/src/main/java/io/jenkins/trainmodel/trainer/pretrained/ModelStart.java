package io.jenkins.trainmodel.trainer.pretrained;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Text;
import io.jenkins.trainmodel.spec.data.TokenizerSpec;
import io.jenkins.trainmodel.spec.model.ModelDeclaration;
import io.jenkins.trainmodel.spec.model.ModelSpec;
import io.jenkins.trainmodel.trainer.data.token.Tokenizers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a specification says of a network that begins with a model in files. */
public sealed interface ModelStart permits HuggingFaceStart, PackageStart, TorchScriptStart {
    /** The key under which the SHA-256 of the files of parameters stands. */
    String SHA256 = "sha256";

    /** Of a specification; empty where parameters are drawn by its seed. */
    static Optional<ModelStart> of(TrainingSpec spec) {
        ModelSpec model = spec.model();
        return switch (model.type()) {
            case HuggingFaceStart.TYPE -> Optional.of(new HuggingFaceStart(model));
            case PackageStart.TYPE -> Optional.of(new PackageStart(model));
            case TorchScriptStart.TYPE -> Optional.of(new TorchScriptStart(model));
            default -> Optional.empty();
        };
    }

    /**
     * A specification that says all that the files say of the network, so that it is built again without them.
     *
     * @param before what the run followed that goes on: it has read the files
     * @throws IOException if there is no model that can be read, or it is not as the specification has it
     */
    static TrainingSpec completed(TrainingSpec spec, Optional<TrainingSpec> before) throws IOException {
        Optional<ModelStart> start = of(spec);
        if (start.isEmpty()) {
            return spec;
        }
        Optional<ModelSpec> earlier = before.map(TrainingSpec::model)
                .filter(model -> model.type().equals(spec.model().type()))
                .filter(model -> model.options().containsKey(SHA256));
        Map<String, Object> said =
                earlier.isPresent() ? earlier.get().options() : start.get().read();
        Map<String, Object> all = new LinkedHashMap<>(spec.model().options());
        said.forEach(all::putIfAbsent);
        ModelSpec model = new ModelSpec(spec.model().type(), all);
        requireFits(model, spec);
        return spec.with(model, start.get().completed(spec.data(), earlier.flatMap(there -> before)));
    }

    /** @param before what the run followed that goes on: it has asked the model for its tokenizer */
    private DataSpec completed(DataSpec data, Optional<TrainingSpec> before) throws IOException {
        if (!(data instanceof Text text)) {
            return data;
        }
        Optional<TokenizerSpec> ofModel =
                before.isPresent() ? before.map(TrainingSpec::data).flatMap(ModelStart::tokenizerOf) : tokenizer();
        return text.with(cutting(text, ofModel));
    }

    private static Optional<TokenizerSpec> tokenizerOf(DataSpec data) {
        return data instanceof Text text ? text.tokenizer() : Optional.empty();
    }

    /** What cuts a text: what it says, or where it says none, or not where its file is, that of the model. */
    private TokenizerSpec cutting(Text text, Optional<TokenizerSpec> ofModel) throws PretrainedException {
        TokenizerSpec said = text.tokenizer().or(() -> ofModel).orElseGet(TokenizerSpec.Bytes::new);
        if (!(said instanceof TokenizerSpec.HuggingFace file) || file.path().isPresent()) {
            return said;
        }
        Optional<Path> place = ofModel.filter(TokenizerSpec.HuggingFace.class::isInstance)
                .map(TokenizerSpec.HuggingFace.class::cast)
                .flatMap(TokenizerSpec.HuggingFace::path);
        if (place.isEmpty()) {
            throw withoutPlace(ofModel);
        }
        return new TokenizerSpec.HuggingFace(place, file.endOfText());
    }

    private PretrainedException withoutPlace(Optional<TokenizerSpec> ofModel) {
        return new PretrainedException(
                ofModel.map(other -> "data.tokenizer is huggingface without path, and the text of the"
                                + " model in " + path() + " was cut by " + Tokenizers.nameOf(other)
                                + "; leave tokenizer out to take that, or give it the path of a tokenizer.json")
                        .orElseGet(() -> "data.tokenizer is huggingface without path, and " + path()
                                + " holds no tokenizer.json; give it the path of one"));
    }

    /** What could not be asked of the specification before the files said which network it is. */
    private static void requireFits(ModelSpec model, TrainingSpec spec) throws PretrainedException {
        String network = model.network().type();
        boolean takesText = ModelDeclaration.needs(model) == ModelDeclaration.Needs.TEXT;
        if (takesText && !(spec.data() instanceof Text)) {
            throw new PretrainedException("the network of model is of the type " + network
                    + ", which takes text; give data of the type text");
        }
        if (!takesText && spec.data() instanceof Text) {
            throw new PretrainedException("the network of model is of the type " + network
                    + ", which does not take text; give it the data that it takes, or begin with a language model");
        }
        if (spec.training().activationCheckpointing() && ModelDeclaration.isWithoutBlocks(model)) {
            throw new PretrainedException("the network of model is of the type " + network
                    + ", which has no blocks that could be computed again; leave training.activationCheckpointing out");
        }
    }

    /** The model of the specification. */
    ModelSpec model();

    /** What the files say, by the specification's keys; {@link #SHA256} is one of them. */
    Map<String, Object> said() throws IOException;

    /** What cut the text that the model was trained on; empty where the files do not say. */
    default Optional<TokenizerSpec> tokenizer() throws IOException {
        return Optional.empty();
    }

    private Map<String, Object> read() throws IOException {
        Map<String, Object> said = said();
        for (Map.Entry<String, Object> entry : said.entrySet()) {
            requireSame(entry.getKey(), entry.getValue());
        }
        return said;
    }

    /** What a person writes of the network beside its files must be what they say. */
    private void requireSame(String key, Object found) throws PretrainedException {
        Object wanted = model().options().getOrDefault(key, found);
        if (!wanted.equals(found)) {
            throw new PretrainedException("model." + key + " is " + wanted + " in the specification and " + found
                    + " in " + path() + "; leave it out, or name the directory of that model");
        }
    }

    /** Where the files are. */
    default Path path() {
        return (Path) model().options().get("path");
    }

    /**
     * Compares the files with those that the specification was completed with.
     *
     * @param found their SHA-256 now
     * @throws PretrainedException if it is another one
     */
    default void requireUnchanged(String found) throws PretrainedException {
        Optional<Object> wanted = Optional.ofNullable(model().options().get(SHA256));
        if (wanted.filter(before -> !before.equals(found)).isPresent()) {
            throw new PretrainedException("the parameters in " + path()
                    + " are not those that the run began with: their SHA-256 is " + found + ", and was "
                    + wanted.get());
        }
    }
}
