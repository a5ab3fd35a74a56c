package io.jenkins.trainmodel.trainer.data.series;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Rows of a file that begin on a Monday. */
final class SeriesRows {
    static final LocalDateTime BEGIN = LocalDateTime.of(2024, 1, 1, 0, 0);

    private SeriesRows() {}

    static Path write(Path folder, String header, List<String> rows) throws IOException {
        return Files.writeString(folder.resolve("series.csv"), header + "\n" + String.join("\n", rows) + "\n");
    }

    static List<String> hours(int count, IntFunction<String> values) {
        return IntStream.range(0, count)
                .mapToObj(hour -> BEGIN.plusHours(hour) + "," + values.apply(hour))
                .toList();
    }

    static List<String> counting(int count) {
        return hours(count, Integer::toString);
    }

    static List<String> workdays(int days) {
        return IntStream.range(0, days)
                .mapToObj(BEGIN.toLocalDate()::plusDays)
                .filter(day -> day.getDayOfWeek().getValue() <= 5)
                .map(day -> day + "," + day.getDayOfYear())
                .toList();
    }
}
