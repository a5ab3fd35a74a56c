package io.jenkins.trainmodel.trainer.network.script;

import java.util.List;
import java.util.Map;

/**
 * An object of a TorchScript archive: the text of its class, and the values of its attributes.
 *
 * @param className unique in the archive
 * @param attributes by name in the order of declaration: {@link ScriptObject}, {@link Tensor}, lists of tensors,
 *     Boolean, Long, Double or String
 * @param methods the text of its methods, indented by two spaces
 */
public record ScriptModule(String className, Map<String, Object> attributes, List<String> methods)
        implements ScriptObject {
    /** The package of all classes in an archive. */
    static final String NAMESPACE = "__torch__";

    /**
     * A tensor of an archive.
     *
     * @param role whether it is a trained parameter, a buffer that is saved, or another attribute
     */
    public record Tensor(io.jenkins.trainmodel.trainer.tensor.NamedTensor values, Role role) {
        public enum Role {
            PARAMETER,
            BUFFER,
            ATTRIBUTE
        }
    }

    @Override
    public String qualifiedName() {
        return NAMESPACE + "." + className;
    }

    /** The expression for what lies at this path below an object, such as {@code layers.0.weight}. */
    public static String access(String object, String path) {
        String expression = object;
        for (String name : path.split("\\.")) {
            expression = ClassText.access(expression, name);
        }
        return expression;
    }
}
