package io.jenkins.plugins.trainmodel.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.html.EmbeddedReport;
import java.time.Instant;
import java.util.Optional;

/**
 * The answer to the page's script, which asks again and again.
 *
 * @param tag changes with what is shown
 * @param json empty where who asks has it already
 */
record RunData(String tag, Optional<String> json) {

    static RunData of(TrainedRun run, RunHistory history, long length, Optional<String> known) {
        String tag = "\"%d-%s-%b\"".formatted(length, run.getState(), isSilent(history));
        boolean has = known.filter(tag::equals).isPresent();
        return new RunData(tag, has ? Optional.empty() : Optional.of(json(run, EmbeddedReport.of(history))));
    }

    /** Without news the page changes once, when the run is taken for interrupted. */
    private static boolean isSilent(RunHistory history) {
        return history.lastEventAt()
                .filter(last -> EmbeddedReport.isSilent(last, Instant.now()))
                .isPresent();
    }

    private static String json(TrainedRun run, EmbeddedReport report) {
        ObjectNode json = Json.object();
        json.put("running", run.isRunning());
        report.parts().forEach(json.putObject("parts")::put);
        json.putRawValue("curves", new RawValue(report.curves()));
        return json.toString();
    }
}
