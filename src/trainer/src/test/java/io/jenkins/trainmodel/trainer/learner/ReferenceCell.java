package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * One recurrent layer that reads in both directions, and a linear one over the ends of both, in double precision and written
 * out as PyTorch's documentation of {@code LSTM} and {@code GRU} has them.
 */
record ReferenceCell(String cell, List<NamedTensor> parameters, int width) {

    double[] logits(ByteBuffer features, int samples, int steps, int inputs, int classes) {
        FloatBuffer x = features.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
        double[] logits = new double[samples * classes];
        float[] weight = values("fc.weight");
        float[] bias = values("fc.bias");
        for (int sample = 0; sample < samples; sample++) {
            double[] ends = new double[2 * width];
            System.arraycopy(end(x, sample, steps, inputs, false), 0, ends, 0, width);
            System.arraycopy(end(x, sample, steps, inputs, true), 0, ends, width, width);
            for (int output = 0; output < classes; output++) {
                logits[sample * classes + output] = bias[output] + product(weight, output, ends);
            }
        }
        return logits;
    }

    private float[] values(String name) {
        return Tensors.values(parameters, name);
    }

    /** What is remembered when all steps were read. */
    private double[] end(FloatBuffer x, int sample, int steps, int inputs, boolean reverse) {
        String suffix = "_l0" + (reverse ? "_reverse" : "");
        double[] hidden = new double[width];
        double[] memory = new double[width];
        for (int step = 0; step < steps; step++) {
            int at = reverse ? steps - 1 - step : step;
            double[] input = new double[inputs];
            for (int i = 0; i < inputs; i++) {
                input[i] = x.get((sample * steps + at) * inputs + i);
            }
            hidden = cell.equals("lstm") ? lstm(suffix, input, hidden, memory) : gru(suffix, input, hidden);
        }
        return hidden;
    }

    /** Gates in the order input, forget, cell, output. */
    private double[] lstm(String suffix, double[] input, double[] hidden, double[] memory) {
        double[] next = new double[width];
        for (int i = 0; i < width; i++) {
            double in = sigmoid(gate("ih", suffix, i, input) + gate("hh", suffix, i, hidden));
            double forget = sigmoid(gate("ih", suffix, width + i, input) + gate("hh", suffix, width + i, hidden));
            double fresh =
                    Math.tanh(gate("ih", suffix, 2 * width + i, input) + gate("hh", suffix, 2 * width + i, hidden));
            double out = sigmoid(gate("ih", suffix, 3 * width + i, input) + gate("hh", suffix, 3 * width + i, hidden));
            memory[i] = forget * memory[i] + in * fresh;
            next[i] = out * Math.tanh(memory[i]);
        }
        return next;
    }

    /** Gates in the order reset, update, new. */
    private double[] gru(String suffix, double[] input, double[] hidden) {
        double[] next = new double[width];
        for (int i = 0; i < width; i++) {
            double reset = sigmoid(gate("ih", suffix, i, input) + gate("hh", suffix, i, hidden));
            double update = sigmoid(gate("ih", suffix, width + i, input) + gate("hh", suffix, width + i, hidden));
            double fresh = Math.tanh(
                    gate("ih", suffix, 2 * width + i, input) + reset * gate("hh", suffix, 2 * width + i, hidden));
            next[i] = (1 - update) * fresh + update * hidden[i];
        }
        return next;
    }

    private double gate(String from, String suffix, int row, double[] vector) {
        return values(cell + ".bias_" + from + suffix)[row]
                + product(values(cell + ".weight_" + from + suffix), row, vector);
    }

    private static double product(float[] matrix, int row, double[] vector) {
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            sum += matrix[row * vector.length + i] * vector[i];
        }
        return sum;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
