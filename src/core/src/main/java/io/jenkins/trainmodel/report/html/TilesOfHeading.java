package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.report.html.HeadingView.Tile;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.words.CostWords;
import io.jenkins.trainmodel.words.MetricWords;
import io.jenkins.trainmodel.words.Quantity;
import io.jenkins.trainmodel.words.StartWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The figures at the top of the page; none of what the log does not tell. */
final class TilesOfHeading {
    private TilesOfHeading() {}

    static List<Tile> of(ReportData run) {
        List<Tile> tiles = new ArrayList<>();
        run.best()
                .ifPresent(best -> tiles.add(new Tile(
                        run.say("tile.best", MetricWords.inSentence(best.metric(), run.audience())),
                        Quantity.number(best.value()),
                        "",
                        Optional.of(run.say("tile.epoch", Quantity.count(best.epoch()))))));
        lastTile(run).ifPresent(tiles::add);
        if (run.hasStarted() || run.lastEpoch().isPresent()) {
            tiles.add(epochsTile(run));
            tiles.add(new Tile(
                    run.say("tile.time"), Quantity.duration(elapsedOf(run), run.audience()), "", timeNote(run)));
        }
        throughput(run).ifPresent(tiles::add);
        if (run.hasStarted() && !StartWords.isWatched(run.started())) {
            addSizes(tiles, run);
        }
        modelTile(run).ifPresent(tiles::add);
        return tiles;
    }

    private static Tile epochsTile(ReportData run) {
        return new Tile(
                run.say("tile.epochs"),
                Quantity.count(run.lastEpoch().map(TrainingEvent.Epoch::epoch).orElse(0)),
                run.plannedEpochs()
                        .map(planned -> run.say("tile.of", Quantity.count(planned)))
                        .orElse(""),
                Optional.of(Quantity.of(stepsOf(run), "step", run.audience())));
    }

    private static void addSizes(List<Tile> tiles, ReportData run) {
        TrainingEvent.Started started = run.started();
        tiles.add(new Tile(
                run.say("tile.parameters"),
                Quantity.compact(started.parameters()),
                "",
                Optional.of(started.trained()
                        .map(trained -> run.say(
                                "tile.trained",
                                Quantity.compact(trained),
                                StartWords.share(trained, started.parameters())))
                        .orElseGet(() -> run.say("tile.trainable")))));
        tiles.add(new Tile(
                run.say("tile.samples"),
                Quantity.compact(started.trainSamples()),
                "",
                Optional.of(run.say("tile.forValidation", Quantity.count(started.validationSamples())))));
    }

    /** The deciding metric as it is now; where that is its best, which has a tile, another one. */
    private static Optional<Tile> lastTile(ReportData run) {
        return run.lastEpoch().flatMap(epoch -> {
            String deciding = run.best().map(Best::metric).orElse(MetricNames.TRAIN_LOSS);
            boolean isBest =
                    run.best().filter(best -> best.epoch() == epoch.epoch()).isPresent();
            String metric = isBest ? otherThan(deciding, epoch).orElse(deciding) : deciding;
            return Optional.ofNullable(epoch.metrics().get(metric))
                    .map(value -> new Tile(
                            run.say("tile.last", MetricWords.inSentence(metric, run.audience())),
                            Quantity.number(value),
                            "",
                            Optional.of(run.say("tile.epoch", Quantity.count(epoch.epoch())))));
        });
    }

    private static Optional<String> otherThan(String deciding, TrainingEvent.Epoch epoch) {
        return epoch.metrics().keySet().stream()
                .filter(metric -> metric.startsWith(MetricNames.VALIDATION) && !metric.equals(deciding))
                .filter(metric -> MetricNames.knownDirection(metric).isPresent())
                .sorted()
                .findFirst();
    }

    private static long stepsOf(ReportData run) {
        return run.finished()
                .map(Conclusion.Finished::step)
                .or(() -> run.lastEpoch().map(TrainingEvent.Epoch::step))
                .orElse(0L);
    }

    private static double elapsedOf(ReportData run) {
        return run.finished()
                .map(Conclusion.Finished::elapsedSeconds)
                .or(() -> run.lastEpoch().map(TrainingEvent.Epoch::elapsedSeconds))
                .orElse(0.0);
    }

    /** How fast, and what it has cost; a tile of its own would stand in a row alone. */
    private static Optional<String> timeNote(ReportData run) {
        Stream<String> cost =
                run.told().cost().stream().flatMap(known -> CostWords.parts(known, run.audience()).stream());
        return Stream.concat(perEpoch(run).stream(), cost).reduce((before, more) -> before + ", " + more);
    }

    private static Optional<String> perEpoch(ReportData run) {
        return run.lastEpoch()
                .map(epoch -> run.say(
                        "tile.perEpoch",
                        Quantity.duration(epoch.elapsedSeconds() / Math.max(1, epoch.epoch()), run.audience())));
    }

    /** Of a text in tokens, which do not depend on how long a sample is. */
    private static Optional<Tile> throughput(ReportData run) {
        return throughput(run, MetricNames.TOKENS_PER_SECOND, "tile.throughputOfText")
                .or(() -> throughput(run, MetricNames.SAMPLES_PER_SECOND, "tile.throughput"));
    }

    private static Optional<Tile> throughput(ReportData run, String metric, String title) {
        OptionalDouble mean = run.epochs().stream()
                .map(epoch -> epoch.metrics().get(metric))
                .filter(value -> value != null && Double.isFinite(value))
                .mapToDouble(Double::doubleValue)
                .average();
        return mean.stream()
                .mapToObj(value ->
                        new Tile(run.say(title), Quantity.compact(value), "", Optional.of(run.say("tile.mean"))))
                .findFirst();
    }

    private static Optional<Tile> modelTile(ReportData run) {
        return run.finished()
                .filter(finished -> finished.modelPath().isPresent())
                .map(finished -> new Tile(
                        run.say("tile.model"),
                        run.modelBytes().map(Quantity::bytes).orElseGet(() -> run.say("tile.kept")),
                        "",
                        finished.modelEpoch()
                                .map(epoch -> finished.modelStep()
                                        .map(step -> run.say("tile.ofStep", Quantity.count(step)))
                                        .orElseGet(() -> run.say("tile.ofEpoch", Quantity.count(epoch))))));
    }
}
