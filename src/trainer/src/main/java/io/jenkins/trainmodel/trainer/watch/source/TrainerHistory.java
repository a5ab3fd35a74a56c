package io.jenkins.trainmodel.trainer.watch.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.metric.MetricNames;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The history in a {@code trainer_state.json}: entries at fractions of epochs, of which an epoch is over where an entry lies
 * behind its end, or where the training has come that far. Where batches are accumulated, or numbers rounded, the end of epoch 1
 * is an entry at 0.98 or at 1.0, and one at 1.0 may lie a few steps before the end or behind it: the evaluation that follows the
 * end tells it then.
 */
final class TrainerHistory {
    private static final double ALMOST = 1e-6;
    /** Older versions of the library round to two digits. */
    private static final double ROUNDED = 0.005 + ALMOST;
    /** What says more is no history of a training. */
    private static final int MOST = 100_000;

    private final JsonNode entries;
    private final Function<JsonNode, Map<String, Double>> metrics;
    private final double reached;
    private final RunningEpoch running = new RunningEpoch();
    private int epoch = 1;
    private long step;
    /** At which step the running epoch was evaluated so near its end that a later step lies behind that; -1: not yet. */
    private long evaluatedAt = -1;
    /** Whether an evaluation of the running epoch is there. */
    private boolean evaluated;

    /** Whether the epoch before was evaluated; true where there was none. */
    private boolean evaluates = true;

    /**
     * Of a state.
     *
     * @param metrics the metrics of an entry
     */
    TrainerHistory(JsonNode state, Function<JsonNode, Map<String, Double>> metrics) {
        this.entries = state.path("log_history");
        this.metrics = metrics;
        this.reached = reached(state);
    }

    /**
     * Epochs that are over. A training that has made its last step has come to the end of its last epoch where that lacks less
     * than a step, which is the rest of batches that no step was made of: two of ten steps more, and it was ended before.
     */
    private static double reached(JsonNode state) {
        double said = Math.min(MOST, state.path("epoch").asDouble(0));
        long last = state.path("max_steps").asLong(0);
        long made = state.path("global_step").asLong(0);
        boolean over = last > 0 && made >= last;
        return over && Math.ceil(said) - said < said / made - ALMOST ? Math.ceil(said) : said;
    }

    /** Gives all but the end of the epoch that the training is at the end of, where its evaluation may yet come. */
    void read(Consumer<Report> reports) {
        for (JsonNode entry : entries) {
            if (tells(entry)) {
                read(entry, reports);
            }
        }
        while (isOver() && step > 0 && (reached > epoch + ALMOST || evaluated || !evaluates)) {
            end(reports);
        }
    }

    /** What sums the whole training up is of no epoch. */
    private static boolean tells(JsonNode entry) {
        double at = entry.path("epoch").asDouble(-1);
        return at >= 0 && at <= MOST && entry.path("step").asLong(-1) >= 0 && !entry.has("train_runtime");
    }

    private void read(JsonNode entry, Consumer<Report> reports) {
        double at = entry.path("epoch").doubleValue();
        long of = entry.path("step").longValue();
        while (isOver() && (at > epoch + ALMOST || evaluatedAt >= 0 && of > evaluatedAt)) {
            end(reports);
        }
        Map<String, Double> read = metrics.apply(entry);
        boolean evaluation = read.keySet().stream().anyMatch(path -> path.startsWith(MetricNames.VALIDATION));
        evaluated |= evaluation;
        evaluatedAt = evaluation && at >= epoch - ROUNDED ? of : evaluatedAt;
        step = Math.max(step, of);
        running.read(read);
        reports.accept(new Report.Reading(OptionalInt.of(epoch), of, read));
    }

    /** Gives the end of the epoch that the training is at the end of, unless it was given. */
    void finish(Consumer<Report> reports) {
        while (isOver() && step > 0) {
            end(reports);
        }
    }

    private boolean isOver() {
        return epoch <= reached + ALMOST;
    }

    private void end(Consumer<Report> reports) {
        reports.accept(new Report.EpochEnd(epoch, OptionalLong.of(step), running.end(Map.of())));
        evaluates = evaluated;
        evaluated = false;
        evaluatedAt = -1;
        epoch++;
    }
}
