package io.jenkins.trainmodel.trainer.cli.engines;

import io.jenkins.trainmodel.trainer.engine.EngineSurvey;
import io.jenkins.trainmodel.trainer.engine.EngineSurvey.FoundGpu;
import io.jenkins.trainmodel.trainer.engine.FoundLibrary;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A survey for programs; texts are empty where there is nothing to say. */
final class SurveyJson {
    private SurveyJson() {}

    static Map<String, Object> of(EngineSurvey survey) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("v", 1);
        json.put("gpus", survey.gpus().stream().map(SurveyJson::gpu).toList());
        json.put("gpuProblem", survey.gpuProblem());
        json.put("engines", survey.libraries().stream().map(SurveyJson::library).toList());
        json.put("choice", survey.choice());
        return json;
    }

    private static Map<String, Object> gpu(FoundGpu found) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("index", found.gpu().index());
        json.put("name", found.gpu().name());
        json.put("identifier", found.gpu().identifier());
        json.put("driver", found.gpu().driver());
        json.put("capability", found.gpu().capability());
        json.put("memory", found.gpu().memory());
        json.put("use", found.use());
        return json;
    }

    private static Map<String, Object> library(FoundLibrary found) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("origin", found.origin().name().toLowerCase(Locale.ROOT));
        json.put("path", found.path().toString());
        json.put("version", found.version());
        json.put("cuda", found.cuda());
        json.put("problem", found.problem());
        json.put("taken", found.taken());
        return json;
    }
}
