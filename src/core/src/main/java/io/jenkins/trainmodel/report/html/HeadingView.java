package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.words.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The top of the page: what became of the run, in one line and a few figures.
 *
 * @param badge the outcome or the state, one word
 * @param state success, unstable, failure, aborted, running or interrupted
 * @param status one sentence
 * @param reason what the deciding rule says
 * @param progress present while the run goes on
 */
record HeadingView(
        String name,
        String badge,
        String state,
        String status,
        Optional<String> reason,
        String when,
        List<Tile> tiles,
        Optional<Progress> progress) {

    /** No event for so long: the process is probably gone. */
    private static final Duration SILENCE = Duration.ofMinutes(10);

    /** A figure with its name; the note stands below it in small print. */
    record Tile(String name, String value, String unit, Optional<String> note) {}

    /** {@code done} of {@code all} epochs, and the time that is left in words. */
    record Progress(int done, int all, String text) {}

    static HeadingView of(ReportData run) {
        String state = stateOf(run);
        return new HeadingView(
                run.started().name(),
                state,
                state,
                statusOf(run, state),
                reasonOf(run),
                whenOf(run),
                tilesOf(run),
                progressOf(run, state));
    }

    private static String stateOf(ReportData run) {
        return run.finished()
                .map(finished -> finished.outcome().word())
                .orElseGet(() -> isSilent(run.lastEventAt(), run.writtenAt()) ? "interrupted" : "running");
    }

    static boolean isSilent(Instant lastEventAt, Instant now) {
        return lastEventAt.plus(SILENCE).isBefore(now);
    }

    private static String statusOf(ReportData run, String state) {
        String epochs = "epoch "
                + run.lastEpoch().map(TrainingEvent.Epoch::epoch).orElse(0)
                + run.started().plannedEpochs().map(planned -> " of " + planned).orElse("");
        String best = run.best().map(value -> "; best " + inWords(value)).orElse("");
        String start = switch (state) {
            case "running" -> "Training, after " + epochs;
            case "interrupted" -> "No news since " + Quantity.time(run.lastEventAt()) + " UTC, after " + epochs;
            default -> "Stopped after " + epochs + firedIn(run);
        };
        return start + best + ".";
    }

    private static String firedIn(ReportData run) {
        return run.finished()
                .filter(finished -> !finished.fired().isEmpty())
                .map(finished -> ": "
                        + finished.fired().stream()
                                .map(verdict -> verdict.rule()
                                        + verdict.metric()
                                                .map(metric -> " on " + metric)
                                                .orElse(""))
                                .collect(Collectors.joining(", ")))
                .orElse("");
    }

    private static String inWords(Best best) {
        return "%s %s in epoch %d".formatted(best.metric(), Quantity.number(best.value()), best.epoch());
    }

    private static Optional<String> reasonOf(ReportData run) {
        return run.finished().map(TrainingEvent.Finished::reason).filter(reason -> !reason.isBlank());
    }

    private static String whenOf(ReportData run) {
        return "Started %s UTC · newest event %s UTC"
                .formatted(Quantity.time(run.startedAt()), Quantity.time(run.lastEventAt()));
    }

    private static Optional<Progress> progressOf(ReportData run, String state) {
        if (!state.equals("running")) {
            return Optional.empty();
        }
        return run.started().plannedEpochs().map(planned -> {
            int done = Math.min(
                    planned, run.lastEpoch().map(TrainingEvent.Epoch::epoch).orElse(0));
            String left = run.lastEpoch()
                    .flatMap(TrainingEvent.Epoch::secondsLeft)
                    .map(seconds -> "about " + Quantity.duration(seconds) + " left")
                    .orElse("time left not known yet");
            return new Progress(done, planned, left);
        });
    }

    private static List<Tile> tilesOf(ReportData run) {
        List<Tile> tiles = new ArrayList<>();
        run.best()
                .ifPresent(best -> tiles.add(new Tile(
                        "Best " + best.metric(),
                        Quantity.number(best.value()),
                        "",
                        Optional.of("epoch " + best.epoch()))));
        lastTile(run).ifPresent(tiles::add);
        tiles.add(new Tile(
                "Epochs",
                Integer.toString(run.lastEpoch().map(TrainingEvent.Epoch::epoch).orElse(0)),
                run.started().plannedEpochs().map(planned -> "of " + planned).orElse(""),
                Optional.of(Quantity.count(stepsOf(run)) + " steps")));
        tiles.add(new Tile("Training time", Quantity.duration(elapsedOf(run)), "", perEpoch(run)));
        throughput(run).ifPresent(tiles::add);
        tiles.add(new Tile("Parameters", Quantity.compact(run.started().parameters()), "", Optional.of("trainable")));
        tiles.add(new Tile(
                "Training samples",
                Quantity.compact(run.started().trainSamples()),
                "",
                Optional.of(Quantity.count(run.started().validationSamples()) + " for validation")));
        modelTile(run).ifPresent(tiles::add);
        return tiles;
    }

    private static Optional<Tile> lastTile(ReportData run) {
        String metric = run.best().map(Best::metric).orElse(MetricNames.TRAIN_LOSS);
        return run.lastEpoch()
                .flatMap(epoch -> Optional.ofNullable(epoch.metrics().get(metric))
                        .map(value -> new Tile(
                                "Last " + metric, Quantity.number(value), "", Optional.of("epoch " + epoch.epoch()))));
    }

    private static long stepsOf(ReportData run) {
        return run.finished()
                .map(TrainingEvent.Finished::step)
                .or(() -> run.lastEpoch().map(TrainingEvent.Epoch::step))
                .orElse(0L);
    }

    private static double elapsedOf(ReportData run) {
        return run.finished()
                .map(TrainingEvent.Finished::elapsedSeconds)
                .or(() -> run.lastEpoch().map(TrainingEvent.Epoch::elapsedSeconds))
                .orElse(0.0);
    }

    private static Optional<String> perEpoch(ReportData run) {
        return run.lastEpoch()
                .map(epoch -> Quantity.duration(epoch.elapsedSeconds() / Math.max(1, epoch.epoch())) + " an epoch");
    }

    private static Optional<Tile> throughput(ReportData run) {
        OptionalDouble mean = run.epochs().stream()
                .map(epoch -> epoch.metrics().get(MetricNames.SAMPLES_PER_SECOND))
                .filter(value -> value != null && Double.isFinite(value))
                .mapToDouble(Double::doubleValue)
                .average();
        return mean.stream()
                .mapToObj(value ->
                        new Tile("Samples per second", Quantity.compact(value), "", Optional.of("mean over epochs")))
                .findFirst();
    }

    private static Optional<Tile> modelTile(ReportData run) {
        return run.finished()
                .flatMap(TrainingEvent.Finished::modelPath)
                .map(path -> new Tile(
                        "Model", run.modelBytes().map(Quantity::bytes).orElse("saved"), "", Optional.of(path)));
    }
}
