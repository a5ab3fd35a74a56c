package io.jenkins.trainmodel.words;

import static io.jenkins.trainmodel.words.Speech.say;

import io.jenkins.trainmodel.message.Audience;
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
    public static Optional<String> sentence(Cost cost, Audience audience) {
        List<String> parts = parts(cost, audience);
        int last = parts.size() - 1;
        if (last < 0) {
            return Optional.empty();
        }
        String all = last == 0
                ? parts.get(0)
                : say(audience, "cost.and", String.join(", ", parts.subList(0, last)), parts.get(last));
        return Optional.of(say(audience, "cost.used", all));
    }

    /** As {@link #parts(Cost, Audience)}, in English. */
    public static List<String> parts(Cost cost) {
        return parts(cost, Audience.RECORD);
    }

    /** All that is known, the dearest first; nothing of a run on the CPU whose log does not tell its processor time. */
    public static List<String> parts(Cost cost, Audience audience) {
        List<String> parts = new ArrayList<>();
        if (cost.gpuHours() > 0) {
            parts.add(say(audience, "cost.gpu", amount(cost.gpuHours(), audience)));
        }
        cost.cpuHours()
                .map(hours -> say(audience, "cost.cpu", amount(hours, audience)))
                .ifPresent(parts::add);
        cost.kilowattHours()
                .map(energy -> say(audience, "cost.energy", amount(energy, audience)))
                .ifPresent(parts::add);
        return parts;
    }

    /** As {@link #amount(double, Audience)}, in English. */
    public static String amount(double value) {
        return amount(value, Audience.RECORD);
    }

    /** Three significant digits, and no fractions that nobody pays for. */
    public static String amount(double value, Audience audience) {
        return value > 0 && value < LEAST
                ? say(audience, "cost.lessThan", LEAST)
                : Quantity.number(new BigDecimal(value)
                        .round(new MathContext(3, RoundingMode.HALF_EVEN))
                        .doubleValue());
    }
}
