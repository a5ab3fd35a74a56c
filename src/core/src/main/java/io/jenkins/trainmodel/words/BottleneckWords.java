package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.event.BottleneckFound.Stage;
import io.jenkins.trainmodel.message.Audience;
import java.util.stream.Collectors;

/** What held a training up, as people read it. */
public final class BottleneckWords {
    private final Audience audience;

    /** For somebody who reads it. */
    public BottleneckWords(Audience audience) {
        this.audience = audience;
    }

    /** The bottleneck, what is most likely to help, and how much of every peak was used: one line. */
    String line(BottleneckFound found) {
        String shares = found.stages().stream()
                .filter(stage -> stage.share().isPresent())
                .map(stage -> Speech.say(audience, "stage.share", label(stage), share(stage)))
                .collect(Collectors.joining(Speech.say(audience, "stage.comma")));
        return shares.isEmpty()
                ? finding(found)
                : Speech.say(audience, "bottleneck.withStages", finding(found), shares);
    }

    /** What held a training up, in a word or two, such as {@code data}. */
    public String shortly(String bottleneck) {
        return find("bottleneck.shortly.", bottleneck);
    }

    /** The same with the share of the time that it took, such as {@code waiting for data, 62 %}. */
    public String withShare(String bottleneck, double share) {
        return Speech.say(audience, "bottleneck.share", find("bottleneck.of.", bottleneck), Quantity.percent(share));
    }

    /** The bottleneck and what is most likely to help, without a full stop. */
    public String finding(BottleneckFound found) {
        return Speech.say(
                audience,
                "bottleneck.finding",
                cause(found),
                Quantity.percent(found.share()),
                advice(found),
                Quantity.duration(found.seconds(), audience));
    }

    /** What takes the time. */
    public String cause(BottleneckFound found) {
        return find("bottleneck.of.", found.bottleneck());
    }

    /** What is most likely to help, with its setting where there is one. */
    public String advice(BottleneckFound found) {
        String advice = find("advice.", found.advice());
        return found.setting().isEmpty()
                ? advice
                : Speech.say(audience, "advice.withSetting", advice, PlainText.line(found.setting()));
    }

    /** What a part of the way is called. */
    public String label(Stage stage) {
        return find("stage.of.", stage.stage());
    }

    /** How much of its peak was used; empty where that is not known. */
    public String share(Stage stage) {
        return stage.share().map(Quantity::percent).orElse("");
    }

    /** What passed a part of the way, and what could have passed where that is known. */
    public String rates(Stage stage) {
        return stage.peak()
                .map(peak ->
                        Speech.say(audience, "stage.rates", rate(stage.unit(), stage.rate()), rate(stage.unit(), peak)))
                .orElseGet(() -> rate(stage.unit(), stage.rate()));
    }

    private String rate(String unit, double value) {
        return switch (unit) {
            case Stage.BYTES -> Speech.say(audience, "rate.bytes", Quantity.bytes(Math.round(value)));
            case Stage.SAMPLES -> Speech.say(audience, "rate.samples", Quantity.approximate(value));
            case Stage.FLOP -> Speech.say(audience, "rate.flop", Quantity.approximate(value));
            default -> Quantity.number(value);
        };
    }

    private String find(String room, String word) {
        return PlainText.line(Speech.find(audience, room + word).orElse(word));
    }
}
