package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.List;
import java.util.Optional;

/** Makes a verdict of the parts that a test cares about. */
final class VerdictBuilder {
    private Verdict verdict;

    VerdictBuilder(
            String rule, String type, Verdict.Status status, Outcome outcome, double progress, String explanation) {
        verdict = new Verdict(
                rule,
                type,
                status,
                outcome,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(progress).filter(share -> share >= 0),
                explanation,
                List.of());
    }

    VerdictBuilder looking(String metric, double value) {
        Verdict v = verdict;
        verdict = new Verdict(
                v.rule(),
                v.type(),
                v.status(),
                v.outcome(),
                Optional.of(metric),
                Optional.of(value),
                v.best(),
                v.bestEpoch(),
                v.patienceLeft(),
                v.progress(),
                v.explanation(),
                v.children());
        return this;
    }

    VerdictBuilder best(Best best, int patienceLeft) {
        Verdict v = verdict;
        verdict = new Verdict(
                v.rule(),
                v.type(),
                v.status(),
                v.outcome(),
                v.metric(),
                v.value(),
                Optional.of(best.value()),
                Optional.of(best.epoch()),
                Optional.of(patienceLeft),
                v.progress(),
                v.explanation(),
                v.children());
        return this;
    }

    VerdictBuilder children(List<Verdict> children) {
        Verdict v = verdict;
        verdict = new Verdict(
                v.rule(),
                v.type(),
                v.status(),
                v.outcome(),
                v.metric(),
                v.value(),
                v.best(),
                v.bestEpoch(),
                v.patienceLeft(),
                v.progress(),
                v.explanation(),
                children);
        return this;
    }

    Verdict build() {
        return verdict;
    }
}
