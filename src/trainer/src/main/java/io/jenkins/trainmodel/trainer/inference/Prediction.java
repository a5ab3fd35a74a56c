package io.jenkins.trainmodel.trainer.inference;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.Forecast;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.data.inference.StreamedBatches;
import io.jenkins.trainmodel.trainer.data.inference.StreamedData;
import io.jenkins.trainmodel.trainer.data.series.UnseenSeries;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.score.Probabilities;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a model says of samples whose labels need not be known. Only a batch of them is in memory.
 *
 * @param name what the first column of the result is called: the number or name of the sample
 */
public record Prediction(TrainedModel model, Device device, String name) {
    private static final String LABEL = "predicted";

    /** Takes the rows of the result, one a sample and, of forecasts, one a step. */
    @FunctionalInterface
    public interface Rows {
        /** @param cells as many as there are {@link #columns} */
        void add(List<Object> cells) throws IOException;
    }

    /**
     * A column of the result.
     *
     * @param number whether it holds numbers
     */
    public record Column(String name, boolean number) {}

    /** The columns of the result, each with a name of its own, also for who does not tell capitals from small letters. */
    public List<Column> columns() {
        Set<String> taken = new HashSet<>();
        return named().stream()
                .map(column -> {
                    String own = column.name();
                    while (!taken.add(own.toLowerCase(Locale.ROOT))) {
                        own = LABEL + " " + own;
                    }
                    return new Column(own, column.number());
                })
                .toList();
    }

    private List<Column> named() {
        List<Column> columns = new ArrayList<>();
        if (model.learned().task() == Task.FORECAST) {
            columns.add(new Column("series", false));
            columns.add(new Column("time", false));
            forecast().targets().forEach(target -> columns.add(new Column(target, true)));
            return columns;
        }
        columns.add(new Column(name, false));
        columns.add(new Column(LABEL, model.learned().task() == Task.REGRESSION));
        model.learned()
                .signature()
                .classNames()
                .forEach(label -> columns.add(new Column("probability " + label, true)));
        return columns;
    }

    private Forecast forecast() {
        return model.learned().signature().forecast().orElseThrow();
    }

    /**
     * Predicts sample by sample.
     *
     * @return how many rows there were
     * @throws ArithmeticException if an output is not finite
     */
    public long of(StreamedData data, Rows rows) throws IOException {
        try (Learner learner = model.learner(device);
                StreamedBatches batches = data.batches(model.batchSize())) {
            Written written = new Written(rows);
            learner.predict(batches, (batch, outputs) -> {
                int width = outputs.length / batch.size();
                for (int sample = 0; sample < batch.size(); sample++) {
                    written.add(row(batches.names().get(sample), outputs, sample * width));
                }
            });
            return written.count();
        }
    }

    private List<Object> row(String sample, float[] outputs, int from) {
        List<Object> cells = new ArrayList<>();
        cells.add(sample);
        List<String> classes = model.learned().signature().classNames();
        if (classes.isEmpty()) {
            cells.add(finite(sample, model.learned().signature().labels().undo(outputs[from])));
            return cells;
        }
        float[] probabilities = new float[classes.size()];
        Probabilities.of(outputs, from, probabilities);
        int best = 0;
        for (int i = 0; i < probabilities.length; i++) {
            finite(sample, probabilities[i]);
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        cells.add(classes.get(best));
        for (float probability : probabilities) {
            cells.add(probability);
        }
        return cells;
    }

    private static double finite(String sample, double value) {
        if (!Double.isFinite(value)) {
            throw new ArithmeticException(
                    String.format(Locale.ROOT, "the model's output is %s for the sample %s", value, sample));
        }
        return value;
    }

    /** Predicts what comes after every series. */
    public long of(UnseenSeries.Ends ends, Rows rows) throws IOException {
        Forecast forecast = forecast();
        Written written = new Written(rows);
        try (Learner learner = model.learner(device);
                BatchLoader batches = BatchLoader.inSequence(ends.samples(), model.batchSize())) {
            int[] next = {0};
            learner.predict(batches, (batch, outputs) -> {
                for (int sample = 0; sample < batch.size(); sample++) {
                    add(forecast, ends.ends().get(next[0]++), outputs, sample * forecast.outputs(), written);
                }
            });
        }
        return written.count();
    }

    private static void add(Forecast forecast, UnseenSeries.End end, float[] outputs, int from, Written written) {
        int targets = forecast.targets().size();
        for (int ahead = 0; ahead < forecast.horizon(); ahead++) {
            List<Object> cells = new ArrayList<>();
            cells.add(end.series());
            cells.add(end.times().get(ahead));
            for (int target = 0; target < targets; target++) {
                int output = ahead * targets + target;
                cells.add(
                        finite(end.times().get(ahead), forecast.scaling(output).undo(outputs[from + output])));
            }
            written.add(cells);
        }
    }
}
