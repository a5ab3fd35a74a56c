package io.jenkins.trainmodel.trainer.pretrained;

import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.data.TokenizerSpec;
import io.jenkins.trainmodel.spec.model.ModelSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.data.file.Fingerprint;
import io.jenkins.trainmodel.trainer.data.token.Tokenizers;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackageException;
import io.jenkins.trainmodel.trainer.torchscript.ScriptFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The model of a package. */
public record PackageStart(ModelSpec model) implements ModelStart {
    static final String TYPE = "package";

    static final String HEAD = "head";
    static final String NEW = "new";

    /** The network as well. */
    @Override
    public Map<String, Object> said() throws IOException {
        ModelPackage files = opened();
        return Map.of(ModelSpec.NETWORK, network(files), SHA256, fingerprint(files));
    }

    /** That of a TorchScript file has its code in the package, where the last layer is one for the package's classes. */
    private ModelSpec network(ModelPackage files) throws IOException {
        ModelSpec saved = specification(files).model().network();
        if (!saved.type().equals(TorchScriptStart.TYPE)) {
            return saved;
        }
        Map<String, Object> options = new LinkedHashMap<>(
                TorchScriptStart.within(saved, files.script()).options());
        options.put(SHA256, ScriptFile.open(files.script()).fingerprint());
        if (hasNewHead()) {
            options.put(HEAD, NEW);
        }
        return new ModelSpec(saved.type(), options);
    }

    private TrainingSpec specification(ModelPackage model) throws IOException {
        String text = model.training().specification().toString();
        try {
            return SpecReader.ofStored().read("training.json", text, model.directory(), List.of());
        } catch (SpecException unreadable) {
            throw new PretrainedException(
                    "the specification in " + model.directory() + " is none that this version can read: "
                            + unreadable.problems().get(0),
                    unreadable);
        }
    }

    /** That which cut the text that the package was trained on. */
    @Override
    public Optional<TokenizerSpec> tokenizer() throws IOException {
        ModelPackage files = opened();
        return Optional.of(files.training().data().tokens())
                .filter(tokens -> !tokens.isEmpty())
                .map(tokens -> Tokenizers.specOf(tokens, files.directory()));
    }

    /** That of the one file of parameters, or of several as {@link Fingerprint} has it. */
    private static String fingerprint(ModelPackage files) throws IOException {
        return Fingerprint.of(
                files.parameterFiles().stream().map(Manifest.Entry::sha256).toList());
    }

    private ModelPackage opened() throws IOException {
        try {
            return ModelPackage.openAt(path());
        } catch (ModelPackageException none) {
            throw new PretrainedException(none.getMessage(), none);
        }
    }

    /**
     * The package.
     *
     * @throws IOException if there is none, or its parameters are not those that the specification was completed with
     */
    public ModelPackage open() throws IOException {
        ModelPackage files = opened();
        requireUnchanged(fingerprint(files));
        return files;
    }

    /** Whether the layer that gives the outputs begins anew. */
    public boolean hasNewHead() {
        return NEW.equals(model.options().get(HEAD));
    }
}
