package io.jenkins.trainmodel.trainer.learner;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.learner.module.ScriptEngine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a batch holds, as the engine reads it: in host memory and without a copy; the methods of the module take it from there.
 */
final class BatchTensors {
    private final long[] sampleShape;
    private final DataType features;
    private final Task task;
    /** Numbers that a forecast has for each sample beside its features. */
    private final int forecastLabels;

    private final ByteBuffer share = ByteBuffer.allocateDirect(Float.BYTES).order(ByteOrder.nativeOrder());

    BatchTensors(LearnerSettings settings) {
        sampleShape = settings.architecture().sampleShape().stream()
                .mapToLong(Integer::longValue)
                .toArray();
        features = settings.architecture().network().vocabulary().isPresent() ? DataType.INT32 : DataType.FLOAT32;
        task = settings.task();
        forecastLabels = settings.forecast().map(forecast -> forecast.labels()).orElse(0);
    }

    PtNDArray features(PtNDManager scope, Batch batch) {
        return ScriptEngine.view(scope, batch.features(), shape(batch.size()), features);
    }

    /** Zeros in place of the features of so many samples. */
    PtNDArray zeros(PtNDManager scope, int samples) {
        Shape shape = shape(samples);
        ByteBuffer zeros = ByteBuffer.allocateDirect(Math.toIntExact(Math.multiplyExact(shape.size(), Float.BYTES)));
        return ScriptEngine.view(scope, zeros, shape, features);
    }

    /** Of so many samples. */
    private Shape shape(int samples) {
        long[] shape = new long[sampleShape.length + 1];
        shape[0] = samples;
        System.arraycopy(sampleShape, 0, shape, 1, sampleShape.length);
        return new Shape(shape);
    }

    PtNDArray targets(PtNDManager scope, Batch batch) {
        return switch (task) {
            case CLASSIFICATION -> targets(scope, batch, DataType.INT64, new Shape(batch.size()));
            case REGRESSION -> targets(scope, batch, DataType.FLOAT32, new Shape(batch.size()));
            case LANGUAGE_MODEL -> targets(scope, batch, DataType.INT64, new Shape(batch.size(), sampleShape[0]));
            case FORECAST -> targets(scope, batch, DataType.FLOAT32, new Shape(batch.size(), forecastLabels));
        };
    }

    private static PtNDArray targets(PtNDManager scope, Batch batch, DataType type, Shape shape) {
        return ScriptEngine.view(scope, batch.labels(), shape, type);
    }

    /** The share of a sample that mixup leaves it; until the next call. */
    PtNDArray share(PtNDManager scope, float value) {
        share.putFloat(0, value);
        return ScriptEngine.view(scope, share, new Shape(1), DataType.FLOAT32);
    }
}
