package io.jenkins.plugins.trainmodel.page;

import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the rules of a {@link SampleRun} answer. */
final class SampleVerdicts {
    private SampleVerdicts() {}

    static List<Verdict> of(int epoch, int planned, Map<String, Double> metrics, Best best, Verdict.Status stopping) {
        int left = Math.max(0, 8 - (epoch - best.epoch()));
        double accuracy = metrics.get("validation/accuracy");
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(new Verdict(
                "maxEpochs",
                "maxEpochs",
                Verdict.Status.HELD,
                Outcome.SUCCESS,
                Optional.empty(),
                Optional.of((double) epoch),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(epoch / (double) planned),
                "%d of %d epochs are complete.".formatted(epoch, planned),
                List.of()));
        verdicts.add(new Verdict(
                "earlyStopping",
                "earlyStopping",
                stopping,
                Outcome.SUCCESS,
                Optional.of("validation/loss"),
                Optional.of(metrics.get("validation/loss")),
                Optional.of(best.value()),
                Optional.of(best.epoch()),
                Optional.of(left),
                Optional.of(1 - left / 8.0),
                "validation/loss has not improved for %d of 8 checks.".formatted(epoch - best.epoch()),
                List.of()));
        verdicts.add(new Verdict(
                "good enough",
                "target",
                Verdict.Status.HELD,
                Outcome.SUCCESS,
                Optional.of("validation/accuracy"),
                Optional.of(accuracy),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Math.max(0, Math.min(1, accuracy / 0.985))),
                "validation/accuracy is %.4f and is to reach 0.985.".formatted(accuracy),
                List.of()));
        verdicts.add(new Verdict(
                "diverged",
                "diverged",
                Verdict.Status.HELD,
                Outcome.FAILURE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "Every loss and metric is finite.",
                List.of()));
        return verdicts;
    }
}
