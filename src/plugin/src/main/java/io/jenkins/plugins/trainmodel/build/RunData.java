package io.jenkins.plugins.trainmodel.build;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.html.EmbeddedReport;
import java.util.Optional;

/**
 * The answer to the page's script, which asks again and again.
 *
 * @param tag changes with what is shown
 * @param json empty where who asks has it already
 */
record RunData(String tag, Optional<String> json) {

    static RunData of(TrainedRun run, RunHistory history, long length, Optional<String> known) {
        EmbeddedReport report = EmbeddedReport.of(history);
        String tag = "\"%d-%s-%s\"".formatted(length, run.getState(), report.state());
        return new RunData(
                tag, known.filter(tag::equals).isPresent() ? Optional.empty() : Optional.of(json(run, report)));
    }

    private static String json(TrainedRun run, EmbeddedReport report) {
        ObjectNode json = Json.object();
        json.put("running", run.isRunning());
        report.parts().forEach(json.putObject("parts")::put);
        json.putRawValue("curves", new RawValue(report.curves()));
        return json.toString();
    }
}
