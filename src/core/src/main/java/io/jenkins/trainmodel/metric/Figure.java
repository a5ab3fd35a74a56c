package io.jenkins.trainmodel.metric;

import java.math.BigDecimal;
import java.math.MathContext;

/** A value as verdicts say it. */
public final class Figure {
    private static final MathContext DIGITS = new MathContext(6);

    private Figure() {}

    /** Six significant digits, without zeros at the end; an exponent only for very large and very small numbers. */
    public static String of(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "infinite" : "-infinite";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
        int magnitude = rounded.precision() - rounded.scale();
        boolean plain = rounded.signum() == 0 || (magnitude > -5 && magnitude <= 9);
        return plain ? rounded.toPlainString() : rounded.toString();
    }
}
