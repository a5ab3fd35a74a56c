package io.jenkins.trainmodel.check;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Messages;
import io.jenkins.trainmodel.words.Quantity;
import java.util.List;
import java.util.Optional;

/** What is known beforehand of a run in which another program trains, as a table for people. */
public final class WatchedEstimateWords {
    private static final Messages MESSAGES = Messages.of(WatchedEstimateWords.class);

    private final Audience audience;
    private final WatchedEstimate estimate;

    private WatchedEstimateWords(Audience audience, WatchedEstimate estimate) {
        this.audience = audience;
        this.estimate = estimate;
    }

    /** The whole table, for whoever reads it. */
    public static List<EstimateWords.Row> rows(Audience audience, WatchedEstimate estimate) {
        return new WatchedEstimateWords(audience, estimate).rows();
    }

    /** The same as sentences without a full stop, without what nobody knows. */
    public static List<String> sentences(Audience audience, WatchedEstimate estimate) {
        return rows(audience, estimate).stream()
                .skip(1)
                .map(EstimateWords.Row::value)
                .toList();
    }

    private List<EstimateWords.Row> rows() {
        return List.of(
                row("label.program", say("watched.unknown")),
                row("label.run", limits()),
                row("label.time", time()),
                row("label.ending", ending()),
                row("label.earlier", earlier()),
                row("label.disk", disk()));
    }

    private EstimateWords.Row row(String label, String value) {
        return new EstimateWords.Row(say(label), value);
    }

    private String say(String key, Object... values) {
        return MESSAGES.say(audience, key, values);
    }

    private String limits() {
        Optional<String> epochs = estimate.maximumEpochs().map(most -> Quantity.of(most, "epoch", audience));
        Optional<String> steps = estimate.maximumSteps().map(most -> Quantity.of(most, "step", audience));
        if (epochs.isPresent() && steps.isPresent()) {
            return say("watched.mostBoth", epochs.get(), steps.get());
        }
        return epochs.or(() -> steps).map(most -> say("watched.most", most)).orElseGet(() -> say("watched.noLimit"));
    }

    private String time() {
        return estimate.latestEnd()
                .map(end -> say("watched.latest", end.rule(), Quantity.duration(end.seconds(), audience)))
                .orElseGet(() -> say("watched.noTime"));
    }

    private String ending() {
        return say(
                "watched.ending",
                Quantity.duration(estimate.signalAfterSeconds(), audience),
                Quantity.duration(estimate.graceSeconds(), audience));
    }

    private String earlier() {
        return estimate.otherRules().isEmpty()
                ? say("watched.onlyItself")
                : say("watched.earlier", String.join(say("comma"), estimate.otherRules()));
    }

    private String disk() {
        WatchedEstimate.Artifacts artifacts = estimate.artifacts();
        return artifacts.files() == 0
                ? say("watched.noArtifacts")
                : say("watched.artifacts", Quantity.count(artifacts.files()), Quantity.bytes(artifacts.bytes()));
    }
}
