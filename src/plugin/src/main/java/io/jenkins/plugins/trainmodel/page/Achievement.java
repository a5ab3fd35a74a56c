package io.jenkins.plugins.trainmodel.page;

import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.words.PlainText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run that has ended has come to, as {@code build.xml} keeps it: small, written once. */
final class Achievement {
    /** Whether the training had begun; for ever. */
    private final boolean began;
    /** Complete epochs; for ever. */
    private final int epochs;
    /** The epochs that the rules allowed at most, 0 where they did not bound them; for ever. */
    private final int planned;
    /** Seconds of training over all resumes; for ever. */
    private final float seconds;
    /** The metric that decides which epoch is best, empty where there is none; for ever. */
    private final String bestMetric;
    /** Its best value; for ever. */
    private final float bestValue;
    /** The epoch of its best value; for ever. */
    private final int bestEpoch;
    /** The few metrics that say how good the run is, one a line; for ever. */
    private final String metrics;

    /** What it has used of its machines, as {@link CostLine} writes it; null where that is not known; for ever. */
    private final String cost;

    private Achievement(RunResult result, RunFigures figures) {
        Optional<Best> best = figures.best();
        began = figures.startedAt().isPresent() || result.epochs() > 0;
        epochs = result.epochs();
        planned = figures.plannedEpochs().orElse(0);
        seconds = Double.isFinite(result.seconds()) ? (float) result.seconds() : 0;
        bestMetric = best.map(Best::metric).map(PlainText::line).orElse("");
        bestValue = best.map(Best::value).orElse(0.0).floatValue();
        bestEpoch = best.map(Best::epoch).orElse(0);
        metrics = KeyMetrics.toText(result.last());
        cost = figures.cost().map(CostLine::toText).orElse(null);
    }

    static Achievement of(RunResult result, RunFigures figures) {
        return new Achievement(result, figures);
    }

    private Optional<Integer> plannedEpochs() {
        return planned > 0 ? Optional.of(planned) : Optional.empty();
    }

    private Optional<Best> best() {
        return bestMetric.isEmpty() ? Optional.empty() : Optional.of(new Best(bestMetric, bestEpoch, bestValue));
    }

    String sentence(String reason) {
        return Sentence.ended(began, epochs, plannedEpochs(), reason, best());
    }

    RunFigures figures(Optional<Instant> startedAt) {
        return new RunFigures(
                startedAt.filter(unused -> began),
                epochs,
                plannedEpochs(),
                0,
                seconds,
                Optional.empty(),
                Optional.empty(),
                best(),
                KeyMetrics.ofText(metrics),
                Map.of(),
                List.of(),
                List.of(),
                CostLine.ofText(cost));
    }
}
