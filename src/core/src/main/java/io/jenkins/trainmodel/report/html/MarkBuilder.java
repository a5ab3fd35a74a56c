package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.NoCheckpoint;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.RuleEvaluated;
import io.jenkins.trainmodel.report.SavedCheckpoints;
import io.jenkins.trainmodel.report.html.CurveData.Mark;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Verdict;
import io.jenkins.trainmodel.words.MetricWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The moments of a run that are marked in every chart. */
final class MarkBuilder {
    private static final int MOST_OF_A_KIND = 200;

    private final ReportData run;

    MarkBuilder(ReportData run) {
        this.run = run;
    }

    List<Mark> build() {
        List<Mark> marks = new ArrayList<>();
        best().ifPresent(marks::add);
        marks.addAll(thinned(keptCheckpoints()));
        marks.addAll(thinned(run.notable(Intervention.HyperparameterChanged.class).stream()
                .map(change -> new Mark(
                        "change",
                        change.step(),
                        String.format(Locale.ROOT, "%s: %s → %s", change.key(), change.from(), change.to())))
                .toList()));
        marks.addAll(thinned(run.notable(TrainingEvent.Resumed.class).stream()
                .map(resumed -> new Mark("resume", resumed.step(), resumed(resumed.checkpoint())))
                .toList()));
        marks.addAll(thinned(fired()));
        return marks;
    }

    private String resumed(String checkpoint) {
        return run.say(NoCheckpoint.is(checkpoint) ? "mark.resumedUnknown" : "mark.resumed", checkpoint);
    }

    private Optional<Mark> best() {
        Optional<Best> best = run.best();
        return best.flatMap(value -> run.epochs().stream()
                .filter(epoch -> epoch.epoch() == value.epoch())
                .findFirst()
                .map(epoch -> new Mark("best", epoch.step(), MetricWords.line(value, run.audience()))));
    }

    /** A checkpoint that retention has removed is no place to go back to. */
    private List<Mark> keptCheckpoints() {
        return new SavedCheckpoints(run.notable(CheckpointSaved.class), run.finished())
                .kept().stream()
                        .map(checkpoint -> new Mark(
                                "checkpoint", checkpoint.step(), run.say("mark.checkpoint", checkpoint.name())))
                        .toList();
    }

    /** Where a rule fired that had not fired in the evaluation before. */
    private List<Mark> fired() {
        List<Mark> marks = new ArrayList<>();
        Set<String> before = Set.of();
        for (RuleEvaluated decision : run.ledger()) {
            Set<String> now = decision.verdicts().stream()
                    .filter(Verdict::fired)
                    .map(Verdict::rule)
                    .collect(Collectors.toSet());
            for (String rule : now) {
                if (!before.contains(rule)) {
                    marks.add(new Mark("fired", decision.step(), run.say("mark.fired", rule)));
                }
            }
            before = now;
        }
        return marks;
    }

    private static List<Mark> thinned(List<Mark> marks) {
        return Arrays.stream(Lttb.evenly(marks.size(), MOST_OF_A_KIND))
                .mapToObj(marks::get)
                .toList();
    }
}
