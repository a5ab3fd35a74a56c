package io.jenkins.trainmodel.trainer.data.column;

import io.jenkins.trainmodel.spec.data.Calendar;
import io.jenkins.trainmodel.spec.data.TimeStamp;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sine or the cosine of the place of a time in a cycle of the calendar, on the clock that wrote it: the two together tell
 * every place, and its end is next to its beginning.
 */
public record CalendarColumn(Calendar cycle, boolean cosine) {
    private static final double SECONDS_A_DAY = 86_400;

    public static List<CalendarColumn> of(List<Calendar> cycles) {
        return cycles.stream()
                .flatMap(cycle -> Stream.of(new CalendarColumn(cycle, false), new CalendarColumn(cycle, true)))
                .toList();
    }

    /** Such as {@code hour.sin}. */
    public String name() {
        return cosine ? cycle.cosine() : cycle.sine();
    }

    public double at(TimeStamp time) {
        double angle = 2 * Math.PI * place(time.written());
        return cosine ? Math.cos(angle) : Math.sin(angle);
    }

    /** In [0, 1). */
    private double place(LocalDateTime time) {
        double day = time.toLocalTime().toSecondOfDay() / SECONDS_A_DAY;
        return switch (cycle) {
            case HOUR -> day;
            case WEEKDAY -> (time.get(ChronoField.DAY_OF_WEEK) - 1 + day) / 7;
            case MONTH ->
                (time.getMonthValue()
                                - 1
                                + (time.getDayOfMonth() - 1 + day)
                                        / time.toLocalDate().lengthOfMonth())
                        / 12;
            case YEARDAY -> (time.getDayOfYear() - 1 + day) / time.toLocalDate().lengthOfYear();
        };
    }
}
