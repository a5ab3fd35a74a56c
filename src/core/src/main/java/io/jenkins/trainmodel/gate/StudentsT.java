package io.jenkins.trainmodel.gate;

/** Student's t distribution with a whole number of degrees of freedom. */
final class StudentsT {
    private static final double FARTHEST = 1e6;

    private StudentsT() {}

    /**
     * The t which the absolute value of a variate stays below with this probability.
     *
     * @param probability above 0 and below 1
     * @param degrees of freedom, at least 1
     */
    static double quantile(double probability, int degrees) {
        double below = 0;
        double above = FARTHEST;
        // Every step halves the interval; after 100 of them two neighbouring doubles are left.
        for (int step = 0; step < 100; step++) {
            double middle = (below + above) / 2;
            if (within(middle, degrees) < probability) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return above;
    }

    /** The probability of an absolute value of at most t: Abramowitz and Stegun 1964, 26.7.3 and 26.7.4. */
    private static double within(double t, int degrees) {
        double angle = Math.atan(t / Math.sqrt(degrees));
        boolean odd = degrees % 2 == 1;
        double squared = Math.cos(angle) * Math.cos(angle);
        double term = odd ? Math.cos(angle) : 1;
        double sum = degrees == 1 ? 0 : term;
        for (int i = odd ? 3 : 2; i <= degrees - 2; i += 2) {
            term *= squared * (i - 1) / i;
            sum += term;
        }
        double series = Math.sin(angle) * sum;
        return odd ? 2 / Math.PI * (angle + series) : series;
    }
}
