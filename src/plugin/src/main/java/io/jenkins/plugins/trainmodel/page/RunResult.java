package io.jenkins.plugins.trainmodel.page;

import java.util.List;
import java.util.Map;

/**
 * What a run has come to.
 *
 * @param outcome success, unstable, failure or aborted
 * @param reason one sentence for people
 * @param firedRules the names of the rules that fired, the deciding one first
 * @param epochs complete epochs
 * @param bestEpoch the epoch of the best checkpoint, 0 where there is none
 * @param seconds training time over all resumes
 * @param last the metrics of the last complete epoch
 * @param best the best value of every metric whose direction is known
 */
public record RunResult(
        String outcome,
        String reason,
        List<String> firedRules,
        int epochs,
        int bestEpoch,
        double seconds,
        Map<String, Double> last,
        Map<String, Double> best) {
    public RunResult {
        firedRules = List.copyOf(firedRules);
        last = Map.copyOf(last);
        best = Map.copyOf(best);
    }
}
