package io.jenkins.trainmodel.trainer.network.script;

/**
 * A method of a class in an archive.
 *
 * @param arguments those besides the object itself with their types, such as {@code x: Tensor}; may be empty
 * @param result its type
 * @param body its lines, indented by four spaces
 */
public record ScriptMethod(String name, String arguments, String result, String body) {
    /** From one tensor, {@code x}, to another. */
    static ScriptMethod ofTensor(String name, String body) {
        return new ScriptMethod(name, "x: Tensor", "Tensor", body);
    }

    /** As TorchScript's reader expects it. */
    public String text(String className) {
        return "  def " + name + "(self: " + ScriptModule.NAMESPACE + "." + className
                + (arguments.isEmpty() ? "" : ",\n    " + arguments) + ") -> " + result + ":\n" + body;
    }
}
