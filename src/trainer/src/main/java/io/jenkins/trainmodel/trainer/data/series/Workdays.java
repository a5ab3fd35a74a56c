package io.jenkins.trainmodel.trainer.data.series;

import io.jenkins.trainmodel.spec.data.TimeStamp;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Days from Monday to Friday, numbered without a gap, on the clock that wrote the times. Holidays are days as any others. */
final class Workdays {
    private static final int WEEK = 7;
    private static final int IN_A_WEEK = 5;
    /** From the Monday before 1970 began, to its first day. */
    private static final int FIRST_MONDAY = DayOfWeek.THURSDAY.getValue() - DayOfWeek.MONDAY.getValue();

    private Workdays() {}

    static boolean isOne(TimeStamp time) {
        return isOne(time.written());
    }

    private static boolean isOne(LocalDateTime time) {
        return time.getDayOfWeek().getValue() <= IN_A_WEEK;
    }

    /** How many days later one is than the other; 0: they are not of the same time of day, or one of them is at a weekend. */
    static long between(TimeStamp before, TimeStamp after) {
        LocalDateTime first = before.written();
        LocalDateTime second = after.written();
        boolean same = first.toLocalTime().equals(second.toLocalTime());
        return same && isOne(first) && isOne(second) ? number(second) - number(first) : 0;
    }

    private static long number(LocalDateTime time) {
        long day = time.toLocalDate().toEpochDay() + FIRST_MONDAY;
        return Math.floorDiv(day, WEEK) * IN_A_WEEK + Math.floorMod(day, WEEK);
    }

    /** The same time of day, so many days later. */
    static LocalDateTime after(LocalDateTime time, long days) {
        long number = number(time) + days;
        long day = Math.floorDiv(number, IN_A_WEEK) * WEEK + Math.floorMod(number, IN_A_WEEK);
        return LocalDate.ofEpochDay(day - FIRST_MONDAY).atTime(time.toLocalTime());
    }
}
