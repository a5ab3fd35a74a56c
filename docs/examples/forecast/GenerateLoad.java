import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Random;

/**
 * Writes the hourly electricity load of a town that does not exist, and its temperature, for a year and a half: mornings and
 * evenings, weekends, holidays, cold and hot days, weather that lasts for days, and noise. {@code java GenerateLoad.java >
 * load.csv} gives the same file everywhere.
 */
class GenerateLoad {
    private static final int HOURS = 24 * 548;

    public static void main(String[] arguments) {
        Random random = new Random(20240101);
        LocalDateTime time = LocalDateTime.of(2023, 1, 1, 0, 0);
        double weather = 0;
        double drift = 0;
        System.out.print("time,load,temperature\n");
        for (int hour = 0; hour < HOURS; hour++, time = time.plusHours(1)) {
            weather = 0.995 * weather + 0.35 * random.nextGaussian();
            drift = 0.9 * drift + 6 * random.nextGaussian();
            double temperature = temperature(time) + weather;
            double load = 520 * shape(time) + 9 * Math.max(0, 14 - temperature) + 7 * Math.max(0, temperature - 23) + drift;
            System.out.printf(Locale.ROOT, "%s,%.1f,%.1f%n", time, load, temperature);
        }
    }

    private static double temperature(LocalDateTime time) {
        double year = 2 * Math.PI * (time.getDayOfYear() - 110) / 365.25;
        double day = 2 * Math.PI * (time.getHour() - 9) / 24.0;
        return 11 + 9 * StrictMath.sin(year) + (3 + 1.5 * StrictMath.sin(year)) * StrictMath.sin(day);
    }

    /** The share of the load that people cause by what they do: little at night, peaks at 8 and 19 o'clock. */
    private static double shape(LocalDateTime time) {
        int hour = time.getHour();
        double morning = StrictMath.exp(-StrictMath.pow(hour - 8.5, 2) / 8);
        double noon = StrictMath.exp(-StrictMath.pow(hour - 13, 2) / 18);
        double evening = StrictMath.exp(-StrictMath.pow(hour - 19, 2) / 7);
        return isFree(time) ? 0.62 + 0.12 * morning + 0.3 * noon + 0.32 * evening : 0.65 + 0.45 * morning + 0.35 * noon + 0.4 * evening;
    }

    private static boolean isFree(LocalDateTime time) {
        int month = time.getMonthValue();
        int day = time.getDayOfMonth();
        return time.getDayOfWeek() == DayOfWeek.SUNDAY
                || time.getDayOfWeek() == DayOfWeek.SATURDAY
                || month == 12 && day > 23
                || month == 1 && day == 1
                || month == 5 && day == 1
                || month == 10 && day == 3;
    }
}
