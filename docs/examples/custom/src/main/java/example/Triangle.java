package example;

import io.jenkins.trainmodel.own.Moment;
import io.jenkins.trainmodel.own.OptionException;
import io.jenkins.trainmodel.own.Options;
import io.jenkins.trainmodel.own.Schedule;
import java.nio.ByteBuffer;

/**
 * A learning rate that falls and rises again in a triangle (Smith, "Cyclical Learning Rates", 2017), and whose peak is halved
 * after a cycle in which the validation loss has not become better.
 */
public final class Triangle implements Schedule {
    private long cycleEpochs;
    private double least;
    private double peak = 1;
    private double best = Double.POSITIVE_INFINITY;
    private double bestBefore = Double.POSITIVE_INFINITY;

    @Override
    public String name() {
        return "triangle";
    }

    @Override
    public void configure(Options options) {
        cycleEpochs = options.whole("cycleEpochs", 10);
        least = options.number("least", 0);
        if (cycleEpochs < 2) {
            throw new OptionException("cycleEpochs", "`" + cycleEpochs + "`", "a whole number of at least 2");
        }
        if (!(least >= 0 && least <= 1)) {
            throw new OptionException("least", "`" + least + "`", "a number from 0 to 1");
        }
    }

    @Override
    public double factor(long step, long stepsPerEpoch) {
        double length = (double) cycleEpochs * stepsPerEpoch;
        double place = (step - 1) % length / length;
        return peak * (least + (1 - least) * Math.abs(1 - 2 * place));
    }

    @Override
    public void observe(Moment moment) {
        best = Math.min(best, moment.metric("validation/loss"));
        if (moment.epoch() % cycleEpochs == 0) {
            peak = best < bestBefore ? peak : peak / 2;
            bestBefore = best;
        }
    }

    @Override
    public byte[] save() {
        return ByteBuffer.allocate(3 * Double.BYTES)
                .putDouble(peak)
                .putDouble(best)
                .putDouble(bestBefore)
                .array();
    }

    @Override
    public void restore(byte[] saved) {
        ByteBuffer values = ByteBuffer.wrap(saved);
        peak = values.getDouble();
        best = values.getDouble();
        bestBefore = values.getDouble();
    }
}
