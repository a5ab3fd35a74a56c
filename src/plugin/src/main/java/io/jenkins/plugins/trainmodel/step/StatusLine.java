package io.jenkins.plugins.trainmodel.step;

import io.jenkins.plugins.trainmodel.page.RunResult;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.stop.Best;
import java.util.Locale;
import java.util.Optional;

/** One sentence that says how a run has ended. */
final class StatusLine {
    private StatusLine() {}

    static String of(RunResult result, RunFold fold) {
        String planned = fold.plannedEpochs().map(epochs -> " of " + epochs).orElse("");
        Optional<Best> best = fold.finished().flatMap(TrainingEvent.Finished::best);
        return "Stopped after epoch %d%s: %s%s"
                .formatted(
                        result.epochs(),
                        planned,
                        result.reason(),
                        best.map(StatusLine::words).orElse(""));
    }

    private static String words(Best best) {
        return String.format(
                Locale.ROOT, "; best %s %.4g in epoch %d", PlainText.of(best.metric()), best.value(), best.epoch());
    }
}
