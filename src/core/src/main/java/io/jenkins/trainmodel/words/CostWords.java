package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.report.Cost;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a run has used, as people read it. */
public final class CostWords {
    private static final double LEAST = 0.001;

    private CostWords() {}

    /** One sentence, such as {@code Used 1.25 GPU-hours, 3.1 CPU-hours and 0.42 kWh.}; empty where nothing is known. */
    public static Optional<String> sentence(Cost cost) {
        List<String> parts = parts(cost);
        int last = parts.size() - 1;
        if (last < 0) {
            return Optional.empty();
        }
        String before = String.join(", ", parts.subList(0, last));
        return Optional.of("Used " + (last == 0 ? "" : before + " and ") + parts.get(last) + ".");
    }

    /** All that is known, the dearest first; nothing of a run on the CPU whose log does not tell its processor time. */
    public static List<String> parts(Cost cost) {
        List<String> parts = new ArrayList<>();
        gpu(cost).ifPresent(parts::add);
        cost.cpuHours().map(hours -> amount(hours) + " CPU-hours").ifPresent(parts::add);
        cost.kilowattHours().map(energy -> amount(energy) + " kWh").ifPresent(parts::add);
        return parts;
    }

    private static Optional<String> gpu(Cost cost) {
        return cost.gpuHours() > 0 ? Optional.of(amount(cost.gpuHours()) + " GPU-hours") : Optional.empty();
    }

    /** Three significant digits, and no fractions that nobody pays for. */
    public static String amount(double value) {
        return value > 0 && value < LEAST
                ? "less than " + LEAST
                : Quantity.number(new BigDecimal(value)
                        .round(new MathContext(3, RoundingMode.HALF_EVEN))
                        .doubleValue());
    }
}
