package io.jenkins.plugins.trainmodel.whatif;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.trainmodel.page.Json;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import io.jenkins.trainmodel.whatif.RecordedRun;
import io.jenkins.trainmodel.whatif.WhatIfResult;
import io.jenkins.trainmodel.whatif.WhatIfSummary;
import io.jenkins.trainmodel.whatif.WhatIfWords;
import io.jenkins.trainmodel.words.PlainText;
import java.util.List;

/** The answer to a request: a row a run for people, the numbers for programs, the curve to draw on. */
final class WhatIfJson {
    private static final int MOST_POINTS = 400;

    private final WhatIfWords words = new WhatIfWords(Reader.audience());
    private final ObjectNode json = Json.object();

    /**
     * The answer.
     *
     * @param left how many runs of the request are still to be done
     * @param before what earlier requests came to
     */
    static String of(List<WhatIfWork.Answer> done, int left, WhatIfSummary before, String code) {
        return new WhatIfJson().write(done, left, before, code);
    }

    private String write(List<WhatIfWork.Answer> done, int left, WhatIfSummary before, String code) {
        words.heading().forEach(json.putArray("heading")::add);
        ArrayNode runs = json.putArray("runs");
        done.forEach(answer -> addRun(runs.addObject(), answer));
        List<WhatIfResult> results = done.stream()
                .flatMap(answer -> answer.replayed().stream())
                .map(WhatIfWork.Replayed::result)
                .toList();
        WhatIfSummary all = before.and(WhatIfSummary.of(results));
        json.putObject("summary")
                .put("runs", all.runs())
                .put("stopped", all.stopped())
                .put("seconds", all.seconds())
                .put("savedSeconds", all.savedSeconds())
                .put("worse", all.worse())
                .put("otherwise", all.otherwise());
        json.put("words", words.sum(all)).put("left", left).put("pipeline", code);
        return json.toString();
    }

    private void addRun(ObjectNode run, WhatIfWork.Answer answer) {
        run.put("run", answer.run().key()).put("name", answer.run().name()).put("problem", answer.problem());
        answer.replayed().ifPresent(replayed -> {
            addResult(run, replayed.result());
            addCurve(run.putObject("curve"), replayed.recorded(), replayed.result());
        });
    }

    private void addResult(ObjectNode run, WhatIfResult result) {
        words.row(result).forEach(run.putArray("cells")::add);
        run.put("stopped", result.replay().stopped());
        run.put("epoch", result.replay().epoch().orElse(null));
        run.put("epochs", result.saving().epochs());
        run.put("seconds", result.saving().seconds().orElse(null));
        run.put("savedSeconds", result.saving().savedSeconds().orElse(null));
        run.put("metric", result.loss().map(WhatIfResult.Loss::metric).orElse(null));
        run.put("lost", result.loss().flatMap(WhatIfResult.Loss::lost).orElse(null));
        run.put(
                "recorded",
                result.recorded().outcome().map(outcome -> outcome.word()).orElse(null));
        run.put("recordedAccepted", result.recorded().accepted());
        run.put("outcome", result.outcome().map(outcome -> outcome.word()).orElse(null));
        run.put("accepted", result.accepted().orElse(null));
        run.put("judgedOtherwise", result.judgedOtherwise());
        run.put(
                "reason",
                result.reason().map(Reader::recorded).map(PlainText::of).orElse(""));
        result.replay().fired().forEach(run.putArray("fired")::add);
        result.failedGates()
                .forEach(gate -> run.withArray("failedGates").add(PlainText.of(Reader.recorded(gate.sentence()))));
    }

    /** An even choice of its epochs. */
    private static void addCurve(ObjectNode curve, RecordedRun recorded, WhatIfResult result) {
        String metric = result.loss().map(WhatIfResult.Loss::metric).orElse("");
        List<Observation> epochs = recorded.curve().epochs();
        int stride = Math.max(1, (epochs.size() + MOST_POINTS - 1) / MOST_POINTS);
        ArrayNode places = curve.putArray("epochs");
        ArrayNode values = curve.putArray("values");
        for (int i = 0; i < epochs.size(); i += stride) {
            places.add(epochs.get(i).epoch());
            double value = epochs.get(i).metric(metric).orElse(Double.NaN);
            values.add(Double.isFinite(value) ? Double.valueOf(value) : null);
        }
    }
}
