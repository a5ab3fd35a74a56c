package io.jenkins.trainmodel.gate;

import io.jenkins.trainmodel.drift.ComparedData;
import java.util.List;
import java.util.Map;

/**
 * Judges the kept model of a run.
 *
 * @param gates in the order of the specification
 * @param reference the run that it must not be worse than
 * @param accepted the accepted runs before it, the newest last
 */
public record GateJudge(List<Gate> gates, Reference reference, List<MeasuredRun> accepted) {
    public GateJudge {
        gates = List.copyOf(gates);
        accepted = List.copyOf(accepted);
    }

    /**
     * Asks every gate.
     *
     * @param metrics what the kept model measured, by metric path, {@code test/…} included
     * @param challenges how it compares with the reference's model on the same samples
     * @param data how the data that it has learned compares with the reference's
     */
    public Judgement judge(Map<String, Double> metrics, Challenges challenges, ComparedData data) {
        return new Judgement(gates.stream()
                .map(gate -> verdict(gate, metrics, challenges, data))
                .toList());
    }

    private GateVerdict verdict(Gate gate, Map<String, Double> metrics, Challenges challenges, ComparedData data) {
        if (gate instanceof Gate.Challenge challenge) {
            return new ChallengeVerdict(challenge, reference).of(challenges, metrics);
        }
        if (gate instanceof Gate.Drift drift) {
            return new DriftVerdict(drift, reference).of(data);
        }
        Double value = metrics.get(gate.metric());
        if (value == null) {
            return VerdictBuilder.of(gate)
                    .notEvaluable(gate.metric() + " of the kept model was not measured, so the gate cannot tell");
        }
        if (gate instanceof Gate.NoWorse noWorse) {
            return new ReferenceVerdict(noWorse, reference, accepted).of(value);
        }
        return bound((Gate.Bound) gate, value);
    }

    private static GateVerdict bound(Gate.Bound gate, double value) {
        VerdictBuilder verdict =
                VerdictBuilder.of(gate).value(value).bound(gate.threshold().value());
        String measured = verdict.measured(value);
        return gate.threshold().reachedBy(value)
                ? verdict.held(measured + ", as wanted: " + gate.text())
                : verdict.failed(measured + ", and not"
                        + gate.text().substring(gate.metric().length()));
    }
}
