package io.jenkins.plugins.trainmodel.job;

import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.event.BottleneckFound.Stage;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.report.MachineOfRun;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How fast a run computed, beside its metrics in the job's series: columns of the trends and of list views. */
final class SpeedColumns {
    /** Of the arithmetic that the machine was measured to do, so that it is there where no data sheet is known. */
    static final String ARITHMETIC = "machine/arithmetic";

    private static final String THROUGHPUT = "throughput/";

    private SpeedColumns() {}

    /** Whether a metric says how fast a run was, so that the machine explains it. */
    static boolean isSpeed(String metric) {
        return metric.startsWith(THROUGHPUT);
    }

    /** The unit in which trends write a metric, as that of its chart on the page of a run. */
    static String unitOf(String metric) {
        return switch (metric) {
            case MetricNames.FLOP_PER_SECOND -> "flopPerSecond";
            case MetricNames.MFU -> "share";
            default -> "";
        };
    }

    /** All metrics, and behind them what the run has told of its arithmetic; what it has measured itself stays. */
    static Map<String, Double> beside(Map<String, Double> metrics, MachineOfRun machine) {
        Optional<Stage> arithmetic = machine.found().flatMap(found -> found.stage(BottleneckFound.COMPUTE));
        if (arithmetic.isEmpty()) {
            return metrics;
        }
        Map<String, Double> all = new TreeMap<>(metrics);
        all.putIfAbsent(MetricNames.FLOP_PER_SECOND, arithmetic.get().rate());
        arithmetic.get().share().ifPresent(share -> all.put(ARITHMETIC, share));
        return Collections.unmodifiableMap(all);
    }
}
