package io.jenkins.trainmodel.trainer.telemetry;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Understands the answer of nvidia-smi: a line a GPU, with index, utilization in %, memory in MiB, power in W and °C. */
final class GpuStatistics {
    private static final int LARGEST_INDEX = 255;
    private static final double PERCENT = 100;
    private static final double BYTES_PER_MEBIBYTE = 1 << 20;

    /** Double.parseDouble would take "NaN", "Infinity" and "1d" for numbers. */
    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(\\.\\d{1,12})?");

    private GpuStatistics() {}

    /** What the lines say. A value such as {@code [N/A]} or {@code ERR!} is left out, and so is a line without an index. */
    static Map<String, Double> read(String answer) {
        Map<String, Double> metrics = new TreeMap<>();
        answer.lines().limit(LARGEST_INDEX + 1L).forEach(line -> read(line.split(",", -1), metrics));
        return metrics;
    }

    private static void read(String[] cells, Map<String, Double> metrics) {
        index(cells[0]).ifPresent(index -> {
            String prefix = "gpu/" + index + "/";
            put(metrics, prefix + "utilization", cells, 1, 1 / PERCENT);
            put(metrics, prefix + "memory", cells, 2, BYTES_PER_MEBIBYTE);
            put(metrics, prefix + "power", cells, 3, 1);
            put(metrics, prefix + "temperature", cells, 4, 1);
        });
    }

    private static Optional<Integer> index(String cell) {
        OptionalDouble number = number(cell);
        return number.isPresent() && number.getAsDouble() <= LARGEST_INDEX && !cell.contains(".")
                ? Optional.of((int) number.getAsDouble())
                : Optional.empty();
    }

    private static void put(Map<String, Double> metrics, String path, String[] cells, int column, double unit) {
        if (column < cells.length) {
            number(cells[column]).ifPresent(number -> metrics.put(path, number * unit));
        }
    }

    private static OptionalDouble number(String cell) {
        String text = cell.strip();
        return NUMBER.matcher(text).matches() ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
    }
}
