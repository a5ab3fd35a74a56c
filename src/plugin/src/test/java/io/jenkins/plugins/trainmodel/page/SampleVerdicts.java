package io.jenkins.plugins.trainmodel.page;

import io.jenkins.trainmodel.metric.Figure;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the rules of a {@link SampleRun} answer, in the words of core's own rules. */
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
                "epoch %d of %d is complete".formatted(epoch, planned),
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
                waited(epoch, best, stopping),
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
                "validation/accuracy is " + Figure.of(accuracy) + (accuracy < 0.985 ? ", not" : ",")
                        + " at least 0.985",
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
                "every metric is finite and within its bound",
                List.of()));
        return verdicts;
    }

    private static String waited(int epoch, Best best, Verdict.Status status) {
        if (epoch == best.epoch() && status == Verdict.Status.HELD) {
            return "validation/loss is " + Figure.of(best.value()) + ", the first value checked";
        }
        int waited = status == Verdict.Status.FIRED ? 8 : epoch - best.epoch();
        return "validation/loss has not improved on %s (epoch %d) for %d of 8 epochs"
                .formatted(Figure.of(best.value()), best.epoch(), waited);
    }
}
