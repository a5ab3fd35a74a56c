package io.jenkins.trainmodel.whatif;

import java.util.List;
import java.util.function.Predicate;

/**
 * What rules would have made of several runs, in all.
 *
 * @param runs how many were looked at
 * @param stopped how many a rule would have stopped
 * @param seconds of training that all of them took
 * @param savedSeconds how many of those would have been saved
 * @param worse how many would have lost some of the best value
 * @param otherwise how many would have been judged otherwise
 */
public record WhatIfSummary(int runs, int stopped, double seconds, double savedSeconds, int worse, int otherwise) {
    /** Of no run. */
    public static final WhatIfSummary NONE = new WhatIfSummary(0, 0, 0, 0, 0, 0);

    /** This and what others came to. */
    public WhatIfSummary and(WhatIfSummary more) {
        return new WhatIfSummary(
                runs + more.runs,
                stopped + more.stopped,
                seconds + more.seconds,
                savedSeconds + more.savedSeconds,
                worse + more.worse,
                otherwise + more.otherwise);
    }

    /** Sums up. */
    public static WhatIfSummary of(List<WhatIfResult> results) {
        return new WhatIfSummary(
                results.size(),
                count(results, result -> result.replay().stopped()),
                results.stream()
                        .mapToDouble(result -> result.saving().seconds().orElse(0.0))
                        .sum(),
                results.stream()
                        .mapToDouble(result -> result.saving().savedSeconds().orElse(0.0))
                        .sum(),
                count(
                        results,
                        result -> result.loss()
                                .filter(loss ->
                                        loss.lost().map(lost -> lost > 0).orElse(true))
                                .isPresent()),
                count(results, WhatIfResult::judgedOtherwise));
    }

    private static int count(List<WhatIfResult> results, Predicate<WhatIfResult> those) {
        return (int) results.stream().filter(those).count();
    }
}
