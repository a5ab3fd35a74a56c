package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.List;
import java.util.Optional;

/** Makes a verdict of the parts that a test cares about. */
final class VerdictBuilder {
    private final String rule;
    private final String type;
    private final Verdict.Status status;
    private final Outcome outcome;
    private final Optional<Double> progress;
    private final String explanation;
    private Optional<String> metric = Optional.empty();
    private Optional<Double> value = Optional.empty();
    private Optional<Best> best = Optional.empty();
    private Optional<Integer> patienceLeft = Optional.empty();
    private List<Verdict> children = List.of();

    /** No progress where it is below 0. */
    VerdictBuilder(
            String rule, String type, Verdict.Status status, Outcome outcome, double progress, String explanation) {
        this.rule = rule;
        this.type = type;
        this.status = status;
        this.outcome = outcome;
        this.progress = Optional.of(progress).filter(share -> share >= 0);
        this.explanation = explanation;
    }

    VerdictBuilder looking(String newMetric, double newValue) {
        metric = Optional.of(newMetric);
        value = Optional.of(newValue);
        return this;
    }

    VerdictBuilder best(Best newBest, int newPatienceLeft) {
        best = Optional.of(newBest);
        patienceLeft = Optional.of(newPatienceLeft);
        return this;
    }

    VerdictBuilder children(List<Verdict> newChildren) {
        children = newChildren;
        return this;
    }

    Verdict build() {
        return new Verdict(
                rule,
                type,
                status,
                outcome,
                metric,
                value,
                best.map(Best::value),
                best.map(Best::epoch),
                patienceLeft,
                progress,
                explanation,
                children);
    }
}
