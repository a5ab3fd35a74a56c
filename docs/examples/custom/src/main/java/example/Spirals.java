package example;

import io.jenkins.trainmodel.own.DataSource;
import io.jenkins.trainmodel.own.OptionException;
import io.jenkins.trainmodel.own.Options;
import java.util.Random;

/** Points of the plane that lie on the arms of a spiral, and which arm it is: no line parts them. */
public final class Spirals implements DataSource {
    private static final double TURNS = 1.5;

    private int samples;
    private int arms;
    private double noise;
    private long seed;

    @Override
    public String name() {
        return "spirals";
    }

    @Override
    public void configure(Options options) {
        samples = (int) options.whole("samples", 600);
        arms = (int) options.whole("arms", 3);
        noise = options.number("noise", 0.02);
        seed = options.whole("seed", 1);
        if (samples < 10) {
            throw new OptionException("samples", "`" + samples + "`", "a whole number of at least 10");
        }
        if (arms < 2) {
            throw new OptionException("arms", "`" + arms + "`", "a whole number of at least 2");
        }
    }

    @Override
    public int size() {
        return samples;
    }

    @Override
    public int[] shape() {
        return new int[] {2};
    }

    /**
     * A sample has random numbers of its own, so that it is the same whichever were read before. Seeds that follow each other would give
     * nearly equal first numbers, so they are spread.
     */
    @Override
    public void read(int sample, float[] features) {
        Random random = new Random((seed * 1_000_003 + sample) * 0x9E3779B97F4A7C15L);
        double radius = 0.1 + 0.9 * random.nextDouble();
        double angle = 2 * Math.PI * (TURNS * radius + (double) arm(sample) / arms);
        features[0] = (float) (radius * Math.cos(angle) + noise * random.nextGaussian());
        features[1] = (float) (radius * Math.sin(angle) + noise * random.nextGaussian());
    }

    private int arm(int sample) {
        return sample % arms;
    }

    @Override
    public String className(int sample) {
        return "arm " + arm(sample);
    }
}
