package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.report.html.CurveData.Mark;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
        marks.addAll(thinned(run.notable(TrainingEvent.CheckpointSaved.class).stream()
                .map(saved -> new Mark("checkpoint", saved.step(), "Checkpoint " + saved.name()))
                .toList()));
        marks.addAll(thinned(run.notable(TrainingEvent.HyperparameterChanged.class).stream()
                .map(change -> new Mark(
                        "change", change.step(), "%s: %s → %s".formatted(change.key(), change.from(), change.to())))
                .toList()));
        marks.addAll(thinned(run.notable(TrainingEvent.Resumed.class).stream()
                .map(resumed -> new Mark("resume", resumed.step(), "Resumed from checkpoint " + resumed.checkpoint()))
                .toList()));
        marks.addAll(thinned(run.ledger().stream()
                .flatMap(decision -> decision.verdicts().stream()
                        .filter(Verdict::fired)
                        .map(verdict -> new Mark("fired", decision.step(), verdict.rule() + " fired")))
                .toList()));
        return marks;
    }

    private Optional<Mark> best() {
        Optional<Best> best = run.best();
        return best.flatMap(value -> run.epochs().stream()
                .filter(epoch -> epoch.epoch() == value.epoch())
                .findFirst()
                .map(epoch -> new Mark(
                        "best",
                        epoch.step(),
                        "Best %s: %s in epoch %d"
                                .formatted(value.metric(), Quantity.number(value.value()), value.epoch()))));
    }

    private static List<Mark> thinned(List<Mark> marks) {
        return Arrays.stream(Lttb.evenly(marks.size(), MOST_OF_A_KIND))
                .mapToObj(marks::get)
                .toList();
    }
}
