package io.jenkins.trainmodel.trainer.network.script;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a module's class as TorchScript's reader expects it. */
final class ClassText {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private ClassText() {}

    static String of(ScriptModule module) {
        StringBuilder text = new StringBuilder("class " + module.className() + "(Module):\n");
        text.append("  __parameters__ = ")
                .append(names(module, ScriptModule.Tensor.Role.PARAMETER))
                .append('\n');
        text.append("  __buffers__ = ")
                .append(names(module, ScriptModule.Tensor.Role.BUFFER))
                .append('\n');
        module.attributes().forEach((name, value) -> text.append(declaration(name, typeOf(value))));
        module.methods().forEach(text::append);
        return text.toString();
    }

    /** {@code object.name}, in the form that also takes names such as 0. */
    static String access(String object, String name) {
        return IDENTIFIER.matcher(name).matches() ? object + "." + name : "getattr(" + object + ", \"" + name + "\")";
    }

    private static String declaration(String name, String type) {
        return IDENTIFIER.matcher(name).matches()
                ? "  " + name + " : " + type + "\n"
                : "  __annotations__[\"" + name + "\"] = " + type + "\n";
    }

    private static String names(ScriptModule module, ScriptModule.Tensor.Role role) {
        return module.attributes().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof ScriptModule.Tensor tensor && tensor.role() == role)
                .map(Map.Entry::getKey)
                .map(name -> "\"" + name + "\", ")
                .collect(Collectors.joining("", "[", "]"));
    }

    private static String typeOf(Object value) {
        if (value instanceof ScriptObject module) {
            return module.qualifiedName();
        }
        if (value instanceof ScriptModule.Tensor) {
            return "Tensor";
        }
        if (value instanceof List<?>) {
            return "List[Tensor]";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        if (value instanceof Long) {
            return "int";
        }
        throw new IllegalArgumentException("no TorchScript type for " + value.getClass());
    }
}
