package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Verdict;
import io.jenkins.trainmodel.stop.Verdict.Status;
import io.jenkins.trainmodel.words.Quantity;
import java.util.List;
import java.util.Map;

/** What the rules of {@link SampleRun} answer. */
final class SampleVerdicts {
    private SampleVerdicts() {}

    static List<Verdict> after(int epoch, Map<String, Double> metrics, Best best) {
        int patienceLeft = Math.max(0, 8 - Math.max(0, epoch - SampleRun.BEST_EPOCH));
        double accuracy = metrics.get("validation/accuracy");
        Verdict maxEpochs = verdict(
                        "maxEpochs",
                        "maxEpochs",
                        Status.HELD,
                        Outcome.SUCCESS,
                        epoch / 100.0,
                        epoch + " of 100 epochs are complete.")
                .build();
        Verdict target = verdict(
                        "target",
                        "target",
                        Status.HELD,
                        Outcome.SUCCESS,
                        accuracy / 0.98,
                        "validation/accuracy is " + Quantity.number(accuracy) + "; it has to reach 0.98.")
                .looking("validation/accuracy", accuracy)
                .build();
        Verdict stopping = verdict(
                        "earlyStopping",
                        "earlyStopping",
                        patienceLeft == 0 ? Status.FIRED : Status.HELD,
                        Outcome.SUCCESS,
                        1 - patienceLeft / 8.0,
                        patienceLeft == 0
                                ? "validation/loss has not improved on 0.0921 (epoch 22) by more than 0.0001 for 8 checks."
                                : "validation/loss may go without improvement for " + patienceLeft + " more checks.")
                .looking(best.metric(), metrics.get(best.metric()))
                .best(best, patienceLeft)
                .build();
        Verdict flat = verdict(
                        "flat gradient",
                        "gradientBelow",
                        epoch < 5 ? Status.WARMING : Status.HELD,
                        Outcome.UNSTABLE,
                        0.2,
                        "The gradient's norm is above 0.05.")
                .looking("gradient/norm", metrics.get("gradient/norm"))
                .build();
        Verdict overfitting = verdict(
                        "overfitting",
                        "overfitting",
                        epoch == 14 || epoch == 15 ? Status.NOT_EVALUABLE : Status.HELD,
                        Outcome.UNSTABLE,
                        0.4,
                        "Validation loss exceeds training loss by 0.09 and rises; the gap allowed is 0.2.")
                .build();
        Verdict both = verdict("stuck", "allOf", Status.HELD, Outcome.UNSTABLE, 0.2, "Neither of its 2 rules fires.")
                .children(List.of(flat, overfitting))
                .build();
        Verdict diverged = verdict(
                        "diverged", "diverged", Status.HELD, Outcome.FAILURE, -1, "All losses and metrics are finite.")
                .build();
        return List.of(maxEpochs, target, stopping, both, diverged);
    }

    private static VerdictBuilder verdict(
            String rule, String type, Status status, Outcome outcome, double progress, String explanation) {
        return new VerdictBuilder(rule, type, status, outcome, progress, explanation);
    }
}
