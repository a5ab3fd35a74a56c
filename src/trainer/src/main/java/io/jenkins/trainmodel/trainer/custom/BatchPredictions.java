package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.own.Predictions;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.DataSignature;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A batch and what the network says of it, in the unit of the data. Valid while the batch is open.
 *
 * @param signature what inputs and outputs mean
 */
record BatchPredictions(DataSignature signature, Task task, Batch batch, float[] outputs) implements Predictions {
    @Override
    public int samples() {
        return batch.size();
    }

    @Override
    public float[] output(int sample) {
        return inTheirUnit(learned(sample));
    }

    /** What the network says of a sample, as it is learned. */
    float[] learned(int sample) {
        int first = index(sample) * width();
        return Arrays.copyOfRange(outputs, first, first + width());
    }

    /** Outputs of a sample. */
    int width() {
        return outputs.length / batch.size();
    }

    @Override
    public int label(int sample) {
        if (task != Task.CLASSIFICATION) {
            throw new IllegalStateException("there are classes in a classification alone; see target(int)");
        }
        return Math.toIntExact(labels().getLong(index(sample) * Long.BYTES));
    }

    @Override
    public float[] target(int sample) {
        return inTheirUnit(wanted(sample));
    }

    /** The numbers that were to be predicted, as they are learned. */
    float[] wanted(int sample) {
        if (task == Task.CLASSIFICATION) {
            throw new IllegalStateException("a classification has classes; see label(int)");
        }
        int size = batch.labels().limit() / Float.BYTES / batch.size();
        int first = index(sample) * size;
        float[] target = new float[task == Task.REGRESSION ? size : Math.min(size, width())];
        for (int index = 0; index < target.length; index++) {
            target[index] = labels().getFloat((first + index) * Float.BYTES);
        }
        return target;
    }

    /** Behind the last sample a copied range is filled up with zeros, which nobody has predicted. */
    private int index(int sample) {
        return Objects.checkIndex(sample, samples());
    }

    /** How much of its unit a 1 of an output is. */
    double spread(int output) {
        return scaling(output)
                .map(LabelScaling::scale)
                .orElseThrow(() -> new IllegalStateException("logits have no unit; see label()"));
    }

    private ByteBuffer labels() {
        return batch.labels().duplicate().order(ByteOrder.nativeOrder());
    }

    private float[] inTheirUnit(float[] numbers) {
        for (int index = 0; index < numbers.length; index++) {
            float number = numbers[index];
            numbers[index] =
                    scaling(index).map(scaling -> (float) scaling.undo(number)).orElse(number);
        }
        return numbers;
    }

    /** Of an output; logits have none. */
    private Optional<LabelScaling> scaling(int output) {
        return switch (task) {
            case REGRESSION -> Optional.of(signature.labels());
            case FORECAST -> signature.forecast().map(forecast -> forecast.scaling(output));
            case CLASSIFICATION, LANGUAGE_MODEL -> Optional.empty();
        };
    }
}
