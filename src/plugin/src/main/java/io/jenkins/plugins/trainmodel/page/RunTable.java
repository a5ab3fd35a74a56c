package io.jenkins.plugins.trainmodel.page;

import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.report.Cost;
import io.jenkins.trainmodel.words.CostWords;
import io.jenkins.trainmodel.words.MetricWords;
import io.jenkins.trainmodel.words.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Several runs of a build as a table: a row a run, a column for each of the few metrics that tell how good they are. */
@Restricted(NoExternalUse.class)
public final class RunTable {
    private static final int MOST_METRICS = 3;

    private final List<Row> rows;
    private final List<String> metrics;

    RunTable(List<RunStatus> runs) {
        Set<String> all = new TreeSet<>(KeyMetrics.order());
        runs.stream().map(RunStatus::getMetrics).map(Map::keySet).forEach(all::addAll);
        this.metrics = all.stream().limit(MOST_METRICS).toList();
        this.rows = runs.stream().map(run -> new Row(run, metrics)).toList();
    }

    public List<Row> getRows() {
        return rows;
    }

    /** The metrics that have a column, as people call them. */
    public List<String> getTitles() {
        return metrics.stream()
                .map(metric -> MetricWords.title(metric, Reader.audience()))
                .toList();
    }

    /** A value as people read it, and as it sorts. */
    public record Cell(String text, String key) {
        static final Cell EMPTY = new Cell("", "");

        public String getText() {
            return text;
        }

        public String getKey() {
            return key;
        }
    }

    /** One run. */
    public static final class Row {
        private final RunStatus status;
        private final List<Cell> values;

        Row(RunStatus status, List<String> metrics) {
            Map<String, Double> known = new TreeMap<>(status.getMetrics());
            this.status = status;
            this.values = metrics.stream()
                    .map(metric -> known.containsKey(metric) ? cell(known.get(metric)) : Cell.EMPTY)
                    .toList();
        }

        private static Cell cell(double value) {
            return new Cell(Quantity.number(value), Double.toString(value));
        }

        public RunStatus getStatus() {
            return status;
        }

        public TrainedRun getRun() {
            return status.run();
        }

        /** Why it ended, or how it is; how far it came stands in other columns. */
        public String getWords() {
            String reason = status.getReason();
            return status.isOver() && status.getEpochs() > 0 && !reason.isEmpty() ? reason : status.getStatus();
        }

        /** In the order of the table's metrics. */
        public List<Cell> getValues() {
            return values;
        }

        /** What it has cost, the dearest alone. */
        public Cell getCost() {
            return status.cost().flatMap(Row::dearestOf).orElse(Cell.EMPTY);
        }

        private static Optional<Cell> dearestOf(Cost cost) {
            return CostWords.parts(cost, Reader.audience()).stream()
                    .findFirst()
                    .map(words -> new Cell(words, Double.toString(dearest(cost))));
        }

        private static double dearest(Cost cost) {
            return cost.gpuHours() > 0 ? cost.gpuHours() : cost.cpuHours().orElse(cost.hours());
        }

        public Cell getDuration() {
            double seconds = status.getElapsedSeconds();
            return seconds > 0
                    ? new Cell(Quantity.duration(seconds, Reader.audience()), Double.toString(seconds))
                    : Cell.EMPTY;
        }
    }
}
