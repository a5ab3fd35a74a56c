package io.jenkins.trainmodel.trainer.data.series;

import io.jenkins.trainmodel.spec.data.TimeStamp;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * How far apart the steps of series are: always so many microseconds, so many months, which are not equally long, or a day from
 * Monday to Friday.
 *
 * @param length in microseconds, months, or days from Monday to Friday
 */
record TimeGrid(Unit unit, long length) {
    /** What the length counts. */
    enum Unit {
        MICROSECOND,
        MONTH,
        WORKDAY
    }

    private static final long MICROSECONDS = 1_000_000;
    private static final long DAY = 86_400 * MICROSECONDS;
    private static final long SHORTEST_MONTH = 28 * DAY;

    /** So many different distances are no regular steps any more. */
    private static final int MOST_DISTANCES = 10_000;

    /**
     * By the most frequent distance.
     *
     * @param order rows, series by series in the order of time
     * @throws DataException if no series has two rows
     */
    static TimeGrid of(String source, MeasuredRows rows, int[] order) {
        Map<Long, Integer> distances = new HashMap<>();
        Map<Long, Integer> monthly = new HashMap<>();
        boolean restsAtWeekends = false;
        for (int index = 1; index < order.length && distances.size() < MOST_DISTANCES; index++) {
            if (rows.series(order[index]) == rows.series(order[index - 1])) {
                TimeStamp before = rows.time(order[index - 1]);
                TimeStamp after = rows.time(order[index]);
                distances.merge(after.microseconds() - before.microseconds(), 1, Integer::sum);
                monthly.merge(monthsBetween(before, after), 1, Integer::sum);
                restsAtWeekends |=
                        Workdays.between(before, after) == 1 && after.microseconds() - before.microseconds() > 2 * DAY;
            }
        }
        if (distances.isEmpty()) {
            throw new DataException(source + ": no series has two rows of different times; give more rows");
        }
        long months = mostFrequent(monthly);
        long usual = mostFrequent(distances);
        if (usual >= SHORTEST_MONTH && months > 0) {
            return new TimeGrid(Unit.MONTH, months);
        }
        return usual == DAY && restsAtWeekends && Arrays.stream(order).allMatch(row -> Workdays.isOne(rows.time(row)))
                ? new TimeGrid(Unit.WORKDAY, 1)
                : new TimeGrid(Unit.MICROSECOND, usual);
    }

    private static long mostFrequent(Map<Long, Integer> counts) {
        return counts.entrySet().stream()
                .max(Map.Entry.<Long, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .orElseThrow()
                .getKey();
    }

    /** Whole months between two times of the same day of the month, or of its last day; 0: they are others. */
    private static long monthsBetween(TimeStamp before, TimeStamp after) {
        if (after.microseconds() - before.microseconds() < SHORTEST_MONTH) {
            return 0;
        }
        LocalDateTime first = before.written();
        LocalDateTime second = after.written();
        long months = (second.getYear() - first.getYear()) * 12L + second.getMonthValue() - first.getMonthValue();
        boolean same = first.plusMonths(months).equals(second);
        return same || isLast(first) && isLast(second) && first.toLocalTime().equals(second.toLocalTime()) ? months : 0;
    }

    private static boolean isLast(LocalDateTime time) {
        return time.plusDays(1).getDayOfMonth() == 1;
    }

    /** Steps from one time to a later one; 0: no whole number of them. */
    long between(TimeStamp before, TimeStamp after) {
        if (unit == Unit.MONTH) {
            return whole(monthsBetween(before, after));
        }
        if (unit == Unit.WORKDAY) {
            return Workdays.between(before, after);
        }
        long steps = whole(after.microseconds() - before.microseconds());
        // days of the clock are not equally long where it is put forward and back
        return steps == 0 && length % DAY == 0 ? whole(onClock(after) - onClock(before)) : steps;
    }

    private long whole(long distance) {
        return distance % length == 0 ? distance / length : 0;
    }

    private static long onClock(TimeStamp time) {
        return time.microseconds() + time.offsetSeconds() * MICROSECONDS;
    }

    /** The time so many steps later. */
    TimeStamp after(TimeStamp time, long steps) {
        if (unit == Unit.MICROSECOND) {
            return time.plus(steps * length);
        }
        LocalDateTime later =
                unit == Unit.MONTH ? time.written().plusMonths(steps * length) : Workdays.after(time.written(), steps);
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(time.offsetSeconds());
        return time.plus(ChronoUnit.MICROS.between(time.written().atOffset(offset), later.atOffset(offset)));
    }

    /** In words, such as {@code 1h} or {@code 3 months}. */
    String words() {
        if (unit == Unit.MONTH) {
            return length == 1 ? "1 month" : length + " months";
        }
        if (unit == Unit.WORKDAY) {
            return "1 workday";
        }
        Duration step = Duration.of(length, ChronoUnit.MICROS);
        return length % 1000 == 0 ? Types.textOf(step) : length + " microseconds";
    }
}
