package io.jenkins.trainmodel.trainer.cli.engines;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Recorded;
import io.jenkins.trainmodel.trainer.engine.EngineSurvey;
import io.jenkins.trainmodel.trainer.engine.EngineSurvey.FoundGpu;
import io.jenkins.trainmodel.trainer.engine.FoundLibrary;
import io.jenkins.trainmodel.words.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A survey for people. */
record SurveyWords(Audience audience) {
    static List<String> of(EngineSurvey survey, Audience audience) {
        return new SurveyWords(audience).lines(survey);
    }

    private List<String> lines(EngineSurvey survey) {
        List<String> lines = new ArrayList<>();
        if (survey.gpus().isEmpty()) {
            lines.add(say("gpus.none", Recorded.in(audience, survey.gpuProblem())));
        }
        survey.gpus().forEach(gpu -> lines.add(line(gpu)));
        for (FoundLibrary library : survey.libraries()) {
            lines.add((library.taken() ? "* " : "  ") + line(library));
            if (!library.problem().isEmpty()) {
                lines.add("    " + Recorded.in(audience, library.problem()));
            }
        }
        lines.add(Recorded.in(audience, survey.choice()));
        return lines;
    }

    private String line(FoundGpu found) {
        String memory = Quantity.bytes(found.gpu().memory());
        String use = found.use().isEmpty() ? say("gpus.free") : Recorded.in(audience, found.use());
        return say(
                "gpus.one",
                found.gpu().index(),
                found.gpu().name(),
                memory,
                found.gpu().driver(),
                found.gpu().identifier(),
                use);
    }

    private String line(FoundLibrary found) {
        String kind = found.version().isEmpty()
                ? ""
                : found.version() + " " + say(found.cuda() ? "engines.forCuda" : "engines.forCpu") + ", ";
        String origin =
                say("engines." + found.origin().name().toLowerCase(Locale.ROOT).replace("_cache", ""));
        return "libtorch " + kind + origin + ": " + found.path();
    }

    private String say(String key, Object... values) {
        return Speech.say(audience, key, values);
    }
}
