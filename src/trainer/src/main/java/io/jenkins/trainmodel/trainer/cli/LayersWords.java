package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.trainer.cli.speech.TextTable;
import io.jenkins.trainmodel.trainer.profile.LayersProfile;
import io.jenkins.trainmodel.trainer.profile.LayersProfile.Layer;
import io.jenkins.trainmodel.trainer.profile.Roofline;
import io.jenkins.trainmodel.trainer.profile.Roofline.Passage;
import io.jenkins.trainmodel.words.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The layers of a network on a machine, as a table for people. */
final class LayersWords {
    private static final double MILLISECONDS = 1e3;

    private final Audience audience;
    private final LayersProfile profile;

    LayersWords(Audience audience, LayersProfile profile) {
        this.audience = audience;
        this.profile = profile;
    }

    /** On what they were run, the table, and how their sum stands to a whole step. */
    List<String> lines() {
        Roofline roofline = profile.roofline();
        List<String> lines = new ArrayList<>();
        lines.add(say(
                "layers.head",
                profile.device(),
                profile.engine(),
                Quantity.count(profile.threads()),
                Quantity.count(profile.samples()),
                profile.precision()));
        lines.add(say(
                "layers.peaks",
                flop(roofline.flopPerSecond()),
                say("profile.perSecond", Quantity.bytes(Math.round(roofline.bytesPerSecond()))),
                Quantity.number(round(roofline.ridge())),
                audience.timeWithZone(profile.peaksMeasuredAt())));
        lines.addAll(TextTable.of(rows()));
        lines.add(say(
                "layers.sum",
                milliseconds(profile.seconds()),
                milliseconds(profile.step().seconds()),
                phases()));
        lines.add(say("layers.leftOut"));
        return lines;
    }

    private String say(String key, Object... values) {
        return Speech.say(audience, key, values);
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(Stream.of("layer", "forward", "peak", "backward", "peak", "share", "flop", "bytes", "intensity")
                .map(column -> say("layers.column." + column))
                .toList());
        profile.layers().forEach(layer -> rows.add(row(layer)));
        return rows;
    }

    private List<String> row(Layer layer) {
        Optional<Passage> back = layer.backward();
        return List.of(
                say("layers.name", layer.name(), layer.kind()),
                milliseconds(layer.forward().seconds()),
                position(layer.forward()),
                back.map(passage -> milliseconds(passage.seconds())).orElse(""),
                back.map(this::position).orElse(""),
                Quantity.percent(layer.seconds() / profile.seconds()),
                Quantity.approximate(
                        layer.forward().flop() + back.map(Passage::flop).orElse(0.0)),
                Quantity.bytes(Math.round(
                        layer.forward().bytes() + back.map(Passage::bytes).orElse(0.0))),
                Quantity.number(round(layer.forward().flopPerByte())));
    }

    /** What holds it up, and how much of that is used. */
    private String position(Passage passage) {
        return say("layers.position", say("layers.bound." + passage.bound().word()), Quantity.percent(passage.share()));
    }

    private String phases() {
        Map<String, Double> phases = profile.step().phases();
        return phases.isEmpty()
                ? ""
                : say(
                        "layers.phases",
                        phases.entrySet().stream()
                                .map(phase -> say(
                                        "layers.phase",
                                        say("layers.phase." + phase.getKey()),
                                        milliseconds(phase.getValue())))
                                .collect(Collectors.joining(say("layers.comma"))));
    }

    private String milliseconds(double seconds) {
        return say("layers.milliseconds", String.format(Locale.ROOT, "%.3f", seconds * MILLISECONDS));
    }

    private String flop(double perSecond) {
        return say("profile.flop", Quantity.approximate(perSecond));
    }

    private static double round(double value) {
        return value >= 100 ? Math.rint(value) : Math.rint(value * 100) / 100;
    }
}
