package io.jenkins.trainmodel.trainer.learner;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import io.jenkins.trainmodel.spec.TrainingSpec.Task;
import io.jenkins.trainmodel.trainer.data.Batch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Measures a {@code model.pt} as whoever uses it would: loaded by DJL alone, without anything of the training.
 *
 * @param sampleShape shape of one sample's features
 */
public record SavedScript(Path file, Task task, List<Integer> sampleShape, Device device) {

    /**
     * The share of right answers ({@code accuracy}) of a classifier, or the root of the mean squared error ({@code rmse}) of
     * a regression.
     *
     * @throws IOException if the file cannot be loaded or run
     */
    public Map<String, Double> evaluate(Iterator<Batch> batches) throws IOException {
        try (Model model = Model.newInstance("model", device, "PyTorch")) {
            model.load(file);
            try (Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator())) {
                return evaluate(predictor, model.getNDManager(), batches);
            }
        } catch (MalformedModelException | TranslateException failure) {
            throw new IOException(file + " cannot be used as a model: " + failure.getMessage(), failure);
        }
    }

    private Map<String, Double> evaluate(
            Predictor<NDList, NDList> predictor, NDManager manager, Iterator<Batch> batches) throws TranslateException {
        double sum = 0;
        long samples = 0;
        while (batches.hasNext()) {
            try (Batch batch = batches.next();
                    NDManager scope = manager.newSubManager()) {
                NDArray features = scope.create(batch.features(), shape(batch.size()), DataType.FLOAT32);
                float[] outputs = predictor
                        .predict(new NDList(features))
                        .singletonOrThrow()
                        .toFloatArray();
                sum += task == Task.CLASSIFICATION ? right(outputs, batch) : squaredErrors(outputs, batch);
                samples += batch.size();
            }
        }
        double mean = sum / samples;
        return task == Task.CLASSIFICATION ? Map.of("accuracy", mean) : Map.of("rmse", Math.sqrt(mean));
    }

    private Shape shape(int size) {
        return new Shape(
                LongStream.concat(LongStream.of(size), sampleShape.stream().mapToLong(Integer::longValue))
                        .toArray());
    }

    private static double right(float[] logits, Batch batch) {
        int classes = logits.length / batch.size();
        int right = 0;
        for (int sample = 0; sample < batch.size(); sample++) {
            int best = 0;
            for (int output = 1; output < classes; output++) {
                best = logits[sample * classes + output] > logits[sample * classes + best] ? output : best;
            }
            right += best == batch.labels().getLong(sample * Long.BYTES) ? 1 : 0;
        }
        return right;
    }

    private static double squaredErrors(float[] values, Batch batch) {
        double sum = 0;
        for (int sample = 0; sample < batch.size(); sample++) {
            double error = values[sample] - batch.labels().getFloat(sample * Float.BYTES);
            sum += error * error;
        }
        return sum;
    }
}
