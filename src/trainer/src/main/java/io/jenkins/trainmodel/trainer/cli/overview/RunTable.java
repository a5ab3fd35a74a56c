package io.jenkins.trainmodel.trainer.cli.overview;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Recorded;
import io.jenkins.trainmodel.trainer.cli.speech.TextTable;
import io.jenkins.trainmodel.words.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs as lines of a terminal, each with the reason below it why it stopped. */
final class RunTable {
    private static final String NONE = "–";

    private RunTable() {}

    static List<String> of(List<RunRow> runs, Audience audience) {
        if (runs.isEmpty()) {
            return List.of(Speech.say(audience, "runs.none"));
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(Stream.of("directory", "name", "state", "best", "metric", "epochs", "time", "started")
                .map(column -> Speech.say(audience, "runs." + column))
                .toList());
        runs.forEach(run -> rows.add(row(run, audience)));
        List<String> lines = TextTable.of(rows);
        List<String> told = new ArrayList<>(List.of(lines.get(0)));
        for (int run = 0; run < runs.size(); run++) {
            told.add(lines.get(run + 1));
            Stream.of(runs.get(run).reason(), runs.get(run).notice())
                    .flatMap(Optional::stream)
                    .forEach(sentence -> told.add("      " + Recorded.in(audience, sentence)));
        }
        return told;
    }

    private static List<String> row(RunRow run, Audience audience) {
        String planned = run.plannedEpochs().map(epochs -> "/" + epochs).orElse("");
        return List.of(
                run.directory(),
                run.name(),
                Speech.say(audience, "state." + run.state().word()),
                run.best().map(best -> Quantity.number(best.value())).orElse(NONE),
                run.best().map(best -> best.metric()).orElse(NONE),
                run.epochs() + planned,
                Quantity.duration(run.seconds(), audience),
                run.startedAt().map(audience::time).orElse(NONE));
    }
}
