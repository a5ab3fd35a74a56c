package example;

import io.jenkins.trainmodel.own.Loss;
import io.jenkins.trainmodel.own.OptionException;
import io.jenkins.trainmodel.own.Options;
import io.jenkins.trainmodel.own.Sample;

/** Cross-entropy in which samples that are recognised already count less: -(1 - p)^γ log p (Lin et al. 2017). */
public final class Focal implements Loss {
    /** Below it a probability has no logarithm in what follows. */
    private static final double LEAST = 1e-12;

    private double gamma;

    @Override
    public String name() {
        return "focal";
    }

    @Override
    public void configure(Options options) {
        gamma = options.number("gamma", 2);
        if (!(gamma >= 1)) {
            throw new OptionException("gamma", "`" + gamma + "`", "a number of at least 1");
        }
    }

    @Override
    public double of(Sample sample, float[] gradient) {
        double[] probabilities = softmax(sample.outputs());
        int label = sample.label();
        double right = Math.max(LEAST, probabilities[label]);
        double log = Math.log(right);
        double missing = 1 - right;
        // by the logit of each class, where the derivative of p by it is p (δ - p of the class)
        double slope = gamma * Math.pow(missing, gamma - 1) * right * log - Math.pow(missing, gamma);
        for (int output = 0; output < gradient.length; output++) {
            gradient[output] = (float) (slope * ((output == label ? 1 : 0) - probabilities[output]));
        }
        return -Math.pow(missing, gamma) * log;
    }

    private static double[] softmax(float[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        double[] exponentials = new double[logits.length];
        for (int output = 0; output < logits.length; output++) {
            exponentials[output] = Math.exp(logits[output] - largest);
            sum += exponentials[output];
        }
        for (int output = 0; output < logits.length; output++) {
            exponentials[output] /= sum;
        }
        return exponentials;
    }
}
