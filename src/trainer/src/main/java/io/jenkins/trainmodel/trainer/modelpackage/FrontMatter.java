package io.jenkins.trainmodel.trainer.modelpackage;

import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.spec.data.Task;
import java.util.Map;
import java.util.stream.Collectors;

/** The head of a model card, in YAML as model hubs read it. The licence is left out: nobody but the owner can name it. */
record FrontMatter(TrainingRecord training, boolean hasScript) {
    String text() {
        String metrics = metrics();
        return "---\nlibrary_name: pytorch\npipeline_tag: " + pipeline()
                + "\ntags:\n  - train-model\n" + (hasScript ? "  - torchscript\n" : "") + "  - safetensors\n  - djl\n"
                + (metrics.isEmpty() ? "" : modelIndex(metrics))
                + "---\n";
    }

    private String pipeline() {
        if (training.data().task() == Task.LANGUAGE_MODEL) {
            return "text-generation";
        }
        if (training.data().task() == Task.FORECAST) {
            return "time-series-forecasting";
        }
        boolean image = training.data().sampleShape().size() == 3;
        if (training.data().task() == Task.CLASSIFICATION) {
            return image ? "image-classification" : "tabular-classification";
        }
        return image ? "other" : "tabular-regression";
    }

    private String modelIndex(String metrics) {
        String source = Markdown.quoted(training.data().source());
        return """
                model-index:
                  - name: %s
                    results:
                      - task:
                          type: %s
                        dataset:
                          name: %s
                          type: %s
                        metrics:
                """.formatted(Markdown.quoted(training.name()), pipeline(), source, source) + metrics;
    }

    /** The validation metrics of the parameters in the package; YAML hubs take finite numbers only. */
    private String metrics() {
        return training.result().packaged().metrics().entrySet().stream()
                .filter(metric -> metric.getKey().startsWith(MetricNames.VALIDATION))
                .filter(metric -> Double.isFinite(metric.getValue()))
                .sorted(Map.Entry.comparingByKey())
                .map(metric -> metric(metric.getKey(), metric.getValue()))
                .collect(Collectors.joining());
    }

    private static String metric(String path, double value) {
        String type = path.substring(path.lastIndexOf('/') + 1);
        return """
                          - type: %s
                            name: %s
                            value: %s
                """.formatted(Markdown.quoted(type), Markdown.quoted(path), value);
    }
}
