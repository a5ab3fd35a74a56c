package io.jenkins.plugins.trainmodel.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.Timeline;
import io.jenkins.trainmodel.report.html.EmbeddedReport;
import io.jenkins.trainmodel.report.html.Standing;
import io.jenkins.trainmodel.words.PlainText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A run's report with the heading that Jenkins knows better than the event log. */
record RunView(RunStatus status, EmbeddedReport report) {

    static RunView of(RunStatus status, RunHistory history) {
        return of(status, history, Optional.empty(), List.of());
    }

    /** The same with the reference's curves behind the run's own, and with what happened that stands in no log. */
    static RunView of(RunStatus status, RunHistory history, Optional<Curve> reference, List<Timeline.Entry> happened) {
        return new RunView(
                status, EmbeddedReport.of(history, standing(status, history, happened), reference, Reader.audience()));
    }

    /** Changes with everything that the page shows. */
    static String tag(RunStatus status, long length, List<Timeline.Entry> happened) {
        return "\"%d-%x\""
                .formatted(
                        length,
                        Objects.hash(
                                Reader.audience(),
                                status.getBadge(),
                                status.getStatus(),
                                status.isSteerable(),
                                status.isKillable(),
                                status.waiting(),
                                happened));
    }

    /** What the page's script takes. */
    String json() {
        ObjectNode json = Json.object();
        json.put("running", !status.isOver());
        json.put("stoppable", status.isStoppable());
        json.put("steerable", status.isSteerable());
        json.put("killable", status.isKillable());
        json.put("question", status.isAsking());
        json.put("changeable", status.isChangeable());
        json.put("holdable", status.isHoldable());
        json.put("held", status.isHeld());
        ArrayNode waiting = json.putArray("waiting");
        status.waiting()
                .forEach(wish -> waiting.addObject()
                        .put("type", wish.type())
                        .put("by", PlainText.line(wish.by()))
                        .put("at", wish.at().toEpochMilli()));
        report.parts().forEach(json.putObject("parts")::put);
        json.putRawValue("curves", new RawValue(report.curves()));
        return json.toString();
    }

    private static Standing standing(RunStatus status, RunHistory history, List<Timeline.Entry> happened) {
        return new Standing(
                status.getName(),
                status.getTone(),
                status.getBadge(),
                status.getStatus(),
                status.isOver(),
                status.startedAt(),
                notice(status, history),
                happened);
    }

    /** What the log does not tell, where it should. */
    private static Optional<String> notice(RunStatus status, RunHistory history) {
        int told = history.progress().epoch();
        if (!status.isOver() || status.getEpochs() == 0 || told >= status.getEpochs()) {
            return Optional.empty();
        }
        return Optional.of(
                history.started().isEmpty()
                        ? Messages.RunView_logGone()
                        : Messages.RunView_logEnds(String.valueOf(told)));
    }
}
