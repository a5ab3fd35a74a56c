package io.jenkins.trainmodel.trainer.network.script;

import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.torchscript.ScriptFile;
import java.util.Map;

/**
 * The network of a TorchScript file within another archive: its classes' text and constants as they are, its attributes written
 * again.
 *
 * @param values parameters and buffers by name that stand in the place of the file's own, which may have other shapes
 */
public record EmbeddedModule(ScriptFile file, Map<String, NamedTensor> values) implements ScriptObject {
    @Override
    public String qualifiedName() {
        return file.network().type().qualifiedName();
    }
}
