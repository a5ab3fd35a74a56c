package io.jenkins.plugins.trainmodel.job;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.jenkins.trainmodel.lineage.Origin;
import java.util.Arrays;
import java.util.Optional;

/**
 * Who a finished run is, and what it began from, as the job's series remembers it beyond the life of both builds.
 *
 * @param runId its identifier; empty where nothing is known
 * @param kind as the origin's kind is written; empty where it began with parameters of its own
 * @param parent the identifier of the run that it began from
 * @param parentName as people call that run
 * @param epoch of that run, negative where it is not known
 * @param checkpoint of that run; empty: its model
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Descent(String runId, String kind, String parent, String parentName, int epoch, String checkpoint) {
    /** Of runs of which nothing is known, such as those of older versions. */
    static final Descent NONE = new Descent("", "", "", "", -1, "");

    public Descent {
        runId = SeriesEntry.cut(runId);
        kind = SeriesEntry.cut(kind);
        parent = SeriesEntry.cut(parent);
        parentName = SeriesEntry.cut(parentName);
        checkpoint = SeriesEntry.cut(checkpoint);
    }

    /** What the head of a run's event log says. */
    static Descent of(io.jenkins.trainmodel.lineage.Descent told) {
        return told.origin()
                .map(origin -> new Descent(
                        told.runId(),
                        origin.kind().word(),
                        origin.runId(),
                        origin.name(),
                        origin.epoch().orElse(-1),
                        origin.checkpoint().orElse("")))
                .orElseGet(() -> new Descent(told.runId(), "", "", "", -1, ""));
    }

    /** What it began from; empty where it began with parameters of its own. */
    public Optional<Origin> origin() {
        return Arrays.stream(Origin.Kind.values())
                .filter(known -> known.word().equals(kind))
                .findFirst()
                .map(known -> new Origin(
                        known,
                        parent,
                        parentName,
                        epoch < 0 ? Optional.empty() : Optional.of(epoch),
                        Optional.empty(),
                        checkpoint.isEmpty() ? Optional.empty() : Optional.of(checkpoint)));
    }
}
