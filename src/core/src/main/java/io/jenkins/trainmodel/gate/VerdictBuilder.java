package io.jenkins.trainmodel.gate;

import io.jenkins.trainmodel.gate.GateVerdict.Answer;
import io.jenkins.trainmodel.metric.Figure;
import java.util.Optional;

/** A verdict on one gate while its numbers are put together. */
final class VerdictBuilder {
    private final Gate gate;
    private Optional<Comparison> comparison = Optional.empty();
    private Optional<Double> value = Optional.empty();
    private Optional<Double> reference = Optional.empty();
    private Optional<Double> bound = Optional.empty();
    private Optional<Double> tolerance = Optional.empty();
    private Optional<Integer> runs = Optional.empty();

    private VerdictBuilder(Gate gate) {
        this.gate = gate;
    }

    static VerdictBuilder of(Gate gate) {
        return new VerdictBuilder(gate);
    }

    /** The model's value; left out where it is not finite. */
    VerdictBuilder value(double measured) {
        value = Optional.of(measured).filter(Double::isFinite);
        return this;
    }

    VerdictBuilder reference(double measured) {
        reference = Optional.of(measured).filter(Double::isFinite);
        return this;
    }

    VerdictBuilder bound(double worst) {
        bound = Optional.of(worst);
        return this;
    }

    VerdictBuilder tolerance(double amount) {
        tolerance = Optional.of(amount);
        return this;
    }

    VerdictBuilder runs(int count) {
        runs = Optional.of(count);
        return this;
    }

    /** The beginning of a sentence. */
    String measured(double number) {
        return gate.metric() + " is " + Figure.of(number);
    }

    GateVerdict held(String sentence) {
        return build(Answer.HELD, sentence);
    }

    GateVerdict failed(String sentence) {
        return build(Answer.FAILED, sentence);
    }

    GateVerdict notEvaluable(String sentence) {
        return build(Answer.NOT_EVALUABLE, sentence);
    }

    /** Holds unless the model is worse. */
    GateVerdict compared(Comparison result, String sentence) {
        comparison = Optional.of(result);
        return result == Comparison.WORSE ? failed(sentence) : held(sentence);
    }

    private GateVerdict build(Answer answer, String sentence) {
        return new GateVerdict(
                gate.text(),
                gate.metric(),
                answer,
                comparison,
                value,
                reference,
                bound,
                tolerance,
                runs,
                gate.outcome(),
                sentence);
    }
}
