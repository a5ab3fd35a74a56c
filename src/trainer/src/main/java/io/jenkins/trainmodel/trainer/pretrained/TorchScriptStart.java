package io.jenkins.trainmodel.trainer.pretrained;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.model.ModelSpec;
import io.jenkins.trainmodel.trainer.torchscript.ScriptFile;
import io.jenkins.trainmodel.trainer.torchscript.ScriptFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network of PyTorch's own export, with its parameters. Its code is in the file alone, so that the file is needed like data. */
public record TorchScriptStart(ModelSpec model) implements ModelStart {
    static final String TYPE = "torchscript";

    /** What it is alone: its layers are nothing that a specification could say. */
    @Override
    public Map<String, Object> said() throws IOException {
        return Map.of(SHA256, opened().fingerprint());
    }

    private ScriptFile opened() throws IOException {
        try {
            ScriptFile file = ScriptFile.open(path());
            file.requireIntact();
            return file;
        } catch (ScriptFileException none) {
            throw new PretrainedException(none.getMessage(), none);
        }
    }

    /**
     * The file.
     *
     * @throws IOException if it is none that can be trained, or not the one that the specification was completed with
     */
    public ScriptFile open() throws IOException {
        ScriptFile file = opened();
        requireUnchanged(file.fingerprint());
        return file;
    }

    /** Whether the layer that gives the outputs begins anew. */
    public boolean hasNewHead() {
        return PackageStart.NEW.equals(model.options().get(PackageStart.HEAD));
    }

    /**
     * A network as a package has it, whose {@code model.pt} holds the code of what was trained, wherever it came from.
     *
     * @param network any network
     * @param script the package's
     */
    static ModelSpec within(ModelSpec network, Path script) {
        return network.type().equals(TYPE) ? new ModelSpec(TYPE, kept(script)) : network;
    }

    private static Map<String, Object> kept(Path script) {
        return Map.of("path", script, PackageStart.HEAD, "kept", "freeze", List.of(), "reset", List.of());
    }

    /** The specification of a package, of which nothing is needed but itself. */
    public static TrainingSpec within(TrainingSpec spec, Path script) {
        ModelSpec network = spec.model().network();
        return network.type().equals(TYPE)
                ? spec.with(withFreezing(spec.model(), within(network, script)), spec.data())
                : spec;
    }

    private static ModelSpec withFreezing(ModelSpec model, ModelSpec network) {
        Map<String, Object> options = new LinkedHashMap<>(network.options());
        options.put("freeze", model.names("freeze"));
        return new ModelSpec(network.type(), options);
    }
}
