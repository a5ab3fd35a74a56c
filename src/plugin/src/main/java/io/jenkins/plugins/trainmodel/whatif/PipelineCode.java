package io.jenkins.plugins.trainmodel.whatif;

import hudson.model.Describable;
import io.jenkins.plugins.trainmodel.rules.StopCondition;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.whatif.RuleText;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** Rules as the text of a Pipeline that trains with them. */
final class PipelineCode {
    private static final String STEP = "trainModel spec: 'train.yaml', ";

    private PipelineCode() {}

    /** Rules of a form, each by its symbol. */
    static String of(List<StopCondition> rules) {
        String list = rules.stream()
                .map(rule -> "  " + describable(DescribableModel.uninstantiate2_(rule)))
                .collect(Collectors.joining(",\n"));
        return STEP + "stopWhen: [\n" + list + "\n]";
    }

    /** Rules that were read from text. */
    static String ofRead(List<StopRule> rules) {
        return STEP + "set: [stopWhen: " + text(RuleText.line(rules)) + "]";
    }

    private static String describable(UninstantiatedDescribable rule) {
        return rule.getSymbol() + "("
                + rule.getArguments().entrySet().stream()
                        .map(argument -> argument.getKey() + ": " + value(argument.getValue()))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private static String value(Object value) {
        if (value instanceof UninstantiatedDescribable inner) {
            return describable(inner);
        }
        if (value instanceof Describable<?> inner) {
            return describable(DescribableModel.uninstantiate2_(inner));
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(PipelineCode::value).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> text(String.valueOf(entry.getKey())) + ": " + value(entry.getValue()))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Double number) {
            return BigDecimal.valueOf(number).toPlainString();
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : text(String.valueOf(value));
    }

    private static String text(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }
}
