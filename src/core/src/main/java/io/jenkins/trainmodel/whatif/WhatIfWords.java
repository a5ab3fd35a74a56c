package io.jenkins.trainmodel.whatif;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Messages;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.words.PlainText;
import io.jenkins.trainmodel.words.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What rules would have made of runs, as a table for people: a row a run. */
public final class WhatIfWords {
    private static final Messages MESSAGES = Messages.of(WhatIfWords.class);
    private static final int LONGEST = 60;

    private final Audience audience;

    public WhatIfWords(Audience audience) {
        this.audience = audience;
    }

    /** The titles of the columns. */
    public List<String> heading() {
        return List.of(
                MESSAGES.say(audience, "head.run"),
                MESSAGES.say(audience, "head.stop"),
                MESSAGES.say(audience, "head.rules"),
                MESSAGES.say(audience, "head.saved"),
                MESSAGES.say(audience, "head.lost"),
                MESSAGES.say(audience, "head.was"),
                MESSAGES.say(audience, "head.would"));
    }

    /** A run's row, as many cells as there are titles. */
    public List<String> row(WhatIfResult result) {
        String would = would(result);
        return List.of(
                PlainText.line(result.run(), LONGEST),
                stop(result),
                PlainText.line(String.join(", ", result.replay().fired()), LONGEST),
                saved(result.saving()),
                result.loss().map(this::lost).orElse("–"),
                was(result.recorded()),
                result.judgedOtherwise() ? MESSAGES.say(audience, "outcome.otherwise", would) : would);
    }

    private String stop(WhatIfResult result) {
        String epochs = Quantity.count(result.saving().epochs());
        return result.replay()
                .epoch()
                .map(epoch -> MESSAGES.say(audience, "stop.epoch", Quantity.count(epoch), epochs))
                .orElseGet(() -> MESSAGES.say(audience, "stop.none", epochs));
    }

    private String saved(WhatIfResult.Saving saving) {
        Optional<Double> seconds = saving.seconds();
        return seconds.map(all -> MESSAGES.say(
                        audience,
                        "saved",
                        Quantity.duration(saving.savedSeconds().orElse(0.0), audience),
                        Quantity.duration(all, audience)))
                .orElse("–");
    }

    private String lost(WhatIfResult.Loss loss) {
        if (loss.lost().isEmpty()) {
            return MESSAGES.say(audience, "lost.all");
        }
        return loss.lost().get() == 0
                ? MESSAGES.say(audience, "lost.nothing")
                : MESSAGES.say(
                        audience,
                        "lost",
                        Quantity.number(loss.lost().get()),
                        loss.metric() + " " + Quantity.number(loss.best().value()));
    }

    private String was(WhatIfResult.Standing recorded) {
        return recorded.outcome()
                .map(outcome -> outcome(outcome, recorded.accepted()))
                .orElseGet(() -> MESSAGES.say(audience, "outcome.unknown"));
    }

    private String would(WhatIfResult result) {
        return result.outcome()
                .map(outcome -> outcome(outcome, result.accepted().orElse(false)))
                .orElseGet(() -> MESSAGES.say(audience, "outcome.open"));
    }

    private String outcome(Outcome outcome, boolean accepted) {
        String key = accepted ? "accepted" : outcome.word();
        return MESSAGES.find(audience, "outcome." + key).orElse(key);
    }

    /** All runs in one sentence. */
    public String sum(WhatIfSummary summary) {
        return MESSAGES.say(
                audience,
                "sum",
                Quantity.count(summary.stopped()),
                Quantity.count(summary.runs()),
                Quantity.duration(summary.savedSeconds(), audience),
                Quantity.duration(summary.seconds(), audience),
                Quantity.count(summary.worse()),
                Quantity.count(summary.otherwise()));
    }

    /** The whole table for a console, its columns below each other, and the sentence on all runs. */
    public List<String> table(List<WhatIfResult> results) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(heading());
        results.forEach(result -> rows.add(row(result)));
        List<String> lines = new ArrayList<>(aligned(rows));
        lines.add(sum(WhatIfSummary.of(results)));
        return List.copyOf(lines);
    }

    private static List<String> aligned(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        rows.forEach(row -> {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], PlainText.width(row.get(column)));
            }
        });
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            line.append(row.get(column)).append(" ".repeat(2 + widths[column] - PlainText.width(row.get(column))));
        }
        return line.toString().stripTrailing();
    }
}
