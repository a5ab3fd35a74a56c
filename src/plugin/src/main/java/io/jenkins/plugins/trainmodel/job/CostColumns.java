package io.jenkins.plugins.trainmodel.job;

import io.jenkins.trainmodel.report.Cost;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What a run has cost, beside its metrics in the job's series: columns of the trends and of list views. */
final class CostColumns {
    private static final String PREFIX = "cost/";
    static final String GPU_HOURS = PREFIX + "gpuHours";
    static final String CPU_HOURS = PREFIX + "cpuHours";
    static final String KILOWATT_HOURS = PREFIX + "kilowattHours";

    private CostColumns() {}

    static boolean isOne(String column) {
        return column.startsWith(PREFIX);
    }

    /** All metrics and, behind them, what is known of the cost; a run without a GPU has none of GPUs. */
    static Map<String, Double> beside(Map<String, Double> metrics, Cost cost) {
        Map<String, Double> all = new TreeMap<>(metrics);
        if (cost.gpuHours() > 0) {
            all.put(GPU_HOURS, cost.gpuHours());
        }
        cost.cpuHours().ifPresent(hours -> all.put(CPU_HOURS, hours));
        cost.kilowattHours().ifPresent(energy -> all.put(KILOWATT_HOURS, energy));
        return Collections.unmodifiableMap(all);
    }
}
