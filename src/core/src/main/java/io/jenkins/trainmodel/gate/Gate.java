package io.jenkins.trainmodel.gate;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.metric.Figure;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Threshold;
import java.util.List;

/** A condition that the kept model of a run must meet when training is over, as the specification declares it. */
public sealed interface Gate {
    /** The path of the metric that is judged. */
    String metric();

    /** Which way the metric gets better. */
    Direction mode();

    /** How the run ends at best where the gate does not hold: unstable or failure. */
    Outcome outcome();

    /** The condition in a few words. */
    String text();

    /** The metric reaches a value. */
    record Bound(String metric, Threshold threshold, Outcome outcome) implements Gate {
        @Override
        public Direction mode() {
            return threshold.direction();
        }

        @Override
        public String text() {
            return metric + words() + Figure.of(threshold.value());
        }

        private String words() {
            return threshold.direction() == Direction.MAX ? " at least " : " at most ";
        }
    }

    /** The metric is no worse than the reference's, within a tolerance. */
    record NoWorse(String metric, Direction mode, Tolerance within, Outcome outcome) implements Gate {
        @Override
        public String text() {
            return metric + " no worse than the reference" + within.text();
        }
    }

    /** The model is no worse than the reference's where both are measured on the validation data of this run. */
    record Challenge(String metric, Direction mode, Outcome outcome) implements Gate {
        @Override
        public String text() {
            return "challenge on " + metric;
        }
    }

    /**
     * The data has the columns of the reference's, and none of them is distributed otherwise.
     *
     * @param atMost the largest population stability index
     * @param columns that are looked at; empty: all, and what is predicted
     */
    record Drift(double atMost, List<String> columns, Outcome outcome) implements Gate {
        /** What is judged: the largest index that more than chance has made. */
        public static final String METRIC = "data/drift";

        public Drift {
            columns = List.copyOf(columns);
        }

        @Override
        public String metric() {
            return METRIC;
        }

        @Override
        public Direction mode() {
            return Direction.MIN;
        }

        @Override
        public String text() {
            return METRIC + " at most " + Figure.of(atMost)
                    + (columns.isEmpty() ? "" : " in " + String.join(", ", columns));
        }
    }
}
