package io.jenkins.trainmodel.evaluation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.jenkins.trainmodel.metric.MetricNames;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A model measured once, on samples that neither trained nor chose it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "task")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TestResult.Classification.class, name = "classification"),
    @JsonSubTypes.Type(value = TestResult.Regression.class, name = "regression"),
    @JsonSubTypes.Type(value = TestResult.LanguageModel.class, name = "languageModel")
})
public sealed interface TestResult {
    int SCHEMA_VERSION = 1;

    /** How many samples were measured, at least 1. */
    long samples();

    /** Metrics by name, without prefix. What is undefined on these samples is missing. */
    Map<String, Double> metrics();

    /** The metrics by path, such as {@code test/accuracy}. */
    default Map<String, Double> byPath() {
        Map<String, Double> metrics = new TreeMap<>();
        metrics().forEach((name, value) -> metrics.put(MetricNames.TEST + name, value));
        return metrics;
    }

    /** The same result with further metrics, such as the loss, which only the learner knows. */
    TestResult with(Map<String, Double> further);

    /**
     * A classifier's result.
     *
     * @param classes one a class, in the order of the model's outputs; of very many, the most frequent ones
     * @param confusion which class was taken for which
     * @param calibration whether the model knows how sure it may be
     */
    record Classification(
            long samples,
            Map<String, Double> metrics,
            List<ClassResult> classes,
            ConfusionMatrix confusion,
            Calibration calibration)
            implements TestResult {
        public Classification {
            metrics = Map.copyOf(metrics);
            classes = List.copyOf(classes);
            Objects.requireNonNull(confusion);
            Objects.requireNonNull(calibration);
        }

        @Override
        public Classification with(Map<String, Double> further) {
            return new Classification(samples, Merged.of(metrics, further), classes, confusion, calibration);
        }
    }

    /**
     * A regression's result, in the unit of the labels.
     *
     * @param residuals how far predictions lie from their labels; empty where these are of several units
     */
    record Regression(long samples, Map<String, Double> metrics, Optional<Residuals> residuals) implements TestResult {
        private static final Set<String> OF_ONE_UNIT = Set.of("meanError", "r2");

        public Regression {
            metrics = Map.copyOf(metrics);
            Objects.requireNonNull(residuals);
        }

        @Override
        public Regression with(Map<String, Double> further) {
            return new Regression(samples, Merged.of(metrics, further), residuals);
        }

        /**
         * What still says something where labels are of several units: their spread, against which R² holds the errors, is
         * mostly that between the units, and errors of opposite signs do not make up for each other.
         */
        public Regression ofSeveralUnits() {
            Map<String, Double> left = new TreeMap<>(metrics);
            left.keySet().removeAll(OF_ONE_UNIT);
            return new Regression(samples, left, Optional.empty());
        }
    }

    /**
     * A language model's result.
     *
     * @param samples windows of the text
     */
    record LanguageModel(long samples, Map<String, Double> metrics) implements TestResult {
        public LanguageModel {
            metrics = Map.copyOf(metrics);
        }

        @Override
        public LanguageModel with(Map<String, Double> further) {
            return new LanguageModel(samples, Merged.of(metrics, further));
        }
    }

    /**
     * How well one class is told from the others. What is undefined is empty: a precision of what was never predicted, a
     * recall of what never occurred.
     *
     * @param support samples of this class
     * @param rocAuc of this class against all others
     * @param prAuc average precision of this class against all others
     */
    record ClassResult(
            String name,
            long support,
            Optional<Double> precision,
            Optional<Double> recall,
            Optional<Double> f1,
            Optional<Double> rocAuc,
            Optional<Double> prAuc) {}
}
