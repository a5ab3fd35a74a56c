package io.jenkins.trainmodel.trainer.modelpackage;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The part of a model card that says which other model it goes on from. */
record LineageSection(TrainingRecord.Lineage lineage) {
    static final String HEADING = "## Where it comes from\n\n";

    private static final int SHOWN = 20;

    String text() {
        return HEADING + (lineage.isWarm() ? began() : compared());
    }

    private String compared() {
        return "It began with parameters of its own and was compared with " + run() + ".\n";
    }

    private String began() {
        return String.format(
                Locale.ROOT,
                "It began with %s of %s%s: %,d parameters and buffers were taken over.%s%s\n",
                lineage.goesOnWithOptimizer() ? "parameters, optimizer and step" : "the parameters",
                run(),
                lineage.epoch().map(epoch -> ", those after epoch " + epoch).orElse(""),
                lineage.restored(),
                listed(" Begun anew: ", lineage.reset()),
                listed(" Left as they were: ", lineage.frozen()));
    }

    private String run() {
        return Markdown.text(lineage.reference()) + " (run " + Markdown.code(lineage.runId()) + ")";
    }

    private static String listed(String before, List<String> names) {
        String shown = names.stream().limit(SHOWN).map(Markdown::code).collect(Collectors.joining(", "));
        String more = names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "";
        return names.isEmpty() ? "" : before + shown + more + ".";
    }
}
