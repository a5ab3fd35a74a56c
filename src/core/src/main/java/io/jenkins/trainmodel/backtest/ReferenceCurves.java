package io.jenkins.trainmodel.backtest;

import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import io.jenkins.trainmodel.stop.evaluation.References;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The curves that {@code behindReference} rules compare with, read once before a run begins. */
public final class ReferenceCurves implements References {
    /** Per reference, as the rule names it, the metrics of each epoch. */
    private final Map<Optional<String>, Map<Integer, Map<String, Double>>> curves = new HashMap<>();

    private ReferenceCurves() {}

    /**
     * Reads every curve that the rules name, also within composites.
     *
     * @param reference the curve of the run's reference; rules that name no other compare with it and cannot tell
     *     without it
     * @throws IOException if a curve that a rule names cannot be read
     */
    public static References read(List<StopRule> rules, Optional<Curve> reference) throws IOException {
        ReferenceCurves references = new ReferenceCurves();
        reference.ifPresent(curve -> references.curves.put(Optional.empty(), byEpoch(curve)));
        references.readAll(rules);
        return references;
    }

    /** The curve of the run's reference alone; a rule that names another one cannot tell. No file is read. */
    public static References of(Optional<Curve> reference) {
        ReferenceCurves references = new ReferenceCurves();
        reference.ifPresent(curve -> references.curves.put(Optional.empty(), byEpoch(curve)));
        return references;
    }

    private void readAll(List<StopRule> rules) throws IOException {
        for (StopRule rule : rules) {
            readAll(rule.rules());
            if (rule instanceof StopRule.BehindReference behind
                    && behind.reference().isPresent()
                    && !curves.containsKey(behind.reference())) {
                Path path = Path.of(behind.reference().get());
                curves.put(behind.reference(), byEpoch(CurveReader.read(path)));
            }
        }
    }

    private static Map<Integer, Map<String, Double>> byEpoch(Curve curve) {
        Map<Integer, Map<String, Double>> epochs = new HashMap<>();
        for (Observation epoch : curve.epochs()) {
            epochs.put(epoch.epoch(), epoch.metrics());
        }
        return epochs;
    }

    @Override
    public Optional<Double> value(Optional<String> reference, String metric, int epoch) {
        return Optional.ofNullable(curves.get(reference))
                .map(epochs -> epochs.get(epoch))
                .map(metrics -> metrics.get(metric));
    }
}
