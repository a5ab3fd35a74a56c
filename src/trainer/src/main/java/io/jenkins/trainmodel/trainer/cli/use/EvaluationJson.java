package io.jenkins.trainmodel.trainer.cli.use;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.jenkins.trainmodel.event.NonFinite;
import io.jenkins.trainmodel.trainer.inference.Evaluation;
import io.jenkins.trainmodel.trainer.inference.TrainedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** An evaluation for programs. */
final class EvaluationJson {
    private static final int VERSION = 1;
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    private EvaluationJson() {}

    static String of(TrainedModel model, List<Path> data, Evaluation result) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("v", VERSION);
        tree.put("package", model.saved().directory().toString());
        tree.put("runId", model.saved().training().runId());
        tree.put("name", model.saved().training().name());
        tree.set("data", JSON.valueToTree(data.stream().map(Path::toString).toList()));
        tree.put("task", result.task().name().toLowerCase(Locale.ROOT));
        tree.put("samples", result.samples());
        tree.set("metrics", JSON.valueToTree(result.metrics()));
        tree.set("classNames", JSON.valueToTree(model.learned().signature().classNames()));
        result.details().ifPresent(details -> {
            ObjectNode more = JSON.valueToTree(details);
            more.without(List.of("task", "samples", "metrics"));
            tree.setAll(more);
        });
        tree.set("notes", JSON.valueToTree(result.notes()));
        NonFinite.extract(tree);
        return tree.toString();
    }
}
