package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.spec.OptimizerSpec;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import java.util.Optional;

/** Softmax regression from 4 features to 3 classes with its optimizers, straight from their formulas. */
final class SoftmaxRegression {
    private static final int FEATURES = 4;
    private static final int CLASSES = 3;

    private final OptimizerSpec optimizer;
    private final double[] parameters;
    private final double[] first;
    private final double[] second;
    private double[] gradient;

    /** @param parameters weight, row by row, then bias */
    SoftmaxRegression(OptimizerSpec optimizer, double[] parameters) {
        this.optimizer = optimizer;
        this.parameters = parameters;
        first = new double[parameters.length];
        second = new double[parameters.length];
        gradient = new double[parameters.length];
    }

    double[] parameters() {
        return parameters;
    }

    /** Adds the gradient of the batch's mean cross-entropy: (softmax - one-hot) × input. */
    void accumulate(Batch batch) {
        for (int sample = 0; sample < batch.size(); sample++) {
            double[] x = new double[FEATURES];
            for (int i = 0; i < FEATURES; i++) {
                x[i] = batch.features().asFloatBuffer().get(sample * FEATURES + i);
            }
            double[] probabilities = probabilities(x);
            for (int k = 0; k < CLASSES; k++) {
                double error = probabilities[k] - (batch.labels().asLongBuffer().get(sample) == k ? 1 : 0);
                for (int i = 0; i < FEATURES; i++) {
                    gradient[k * FEATURES + i] += error * x[i] / batch.size();
                }
                gradient[CLASSES * FEATURES + k] += error / batch.size();
            }
        }
    }

    private double[] probabilities(double... x) {
        double[] exponentials = new double[CLASSES];
        double sum = 0;
        for (int k = 0; k < CLASSES; k++) {
            double logit = parameters[CLASSES * FEATURES + k];
            for (int i = 0; i < FEATURES; i++) {
                logit += parameters[k * FEATURES + i] * x[i];
            }
            exponentials[k] = Math.exp(logit);
            sum += exponentials[k];
        }
        for (int k = 0; k < CLASSES; k++) {
            exponentials[k] /= sum;
        }
        return exponentials;
    }

    /** Updates by the mean of the accumulated gradients and gives its norm before clipping. */
    double update(int step, double rate, Optional<Double> clip, int batches) {
        double squares = 0;
        for (double value : gradient) {
            squares += value * value / (batches * (double) batches);
        }
        double norm = Math.sqrt(squares);
        double scale =
                clip.filter(limit -> norm > limit).map(limit -> limit / norm).orElse(1.0) / batches;
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = updated(i, gradient[i] * scale, step, rate);
        }
        gradient = new double[parameters.length];
        return norm;
    }

    private double updated(int i, double g, int step, double rate) {
        double p = parameters[i];
        if (optimizer instanceof OptimizerSpec.Sgd sgd) {
            double decayed = g + sgd.weightDecay() * p;
            first[i] = sgd.momentum() * first[i] + decayed;
            return p - rate * (sgd.nesterov() ? decayed + sgd.momentum() * first[i] : first[i]);
        }
        if (optimizer instanceof OptimizerSpec.Adam adam) {
            double moved = adam(i, g + adam.weightDecay() * p, step, adam.beta1(), adam.beta2(), adam.epsilon());
            return p - rate * moved;
        }
        OptimizerSpec.AdamW adam = (OptimizerSpec.AdamW) optimizer;
        double moved = adam(i, g, step, adam.beta1(), adam.beta2(), adam.epsilon());
        return p * (1 - rate * adam.weightDecay()) - rate * moved;
    }

    private double adam(int i, double g, int step, double beta1, double beta2, double epsilon) {
        first[i] = beta1 * first[i] + (1 - beta1) * g;
        second[i] = beta2 * second[i] + (1 - beta2) * g * g;
        double mean = first[i] / (1 - Math.pow(beta1, step));
        double square = second[i] / (1 - Math.pow(beta2, step));
        return mean / (Math.sqrt(square) + epsilon);
    }
}
