package io.jenkins.trainmodel.trainer.learner.saved;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Measures a {@code model.pt} as whoever uses it would: loaded by DJL alone, without anything of the training.
 *
 * @param settings those that it was trained with, for its loss
 * @param sampleShape shape of one sample's features
 */
public record SavedScript(Path file, LearnerSettings settings, List<Integer> sampleShape, Device device) {

    /**
     * The {@code loss}, and the share of right answers ({@code accuracy}) of a classifier or the root of the mean squared
     * error ({@code rmse}) of a regression; of a language model all that is measured in training.
     *
     * @throws IOException if the file cannot be loaded or run
     */
    public Map<String, Double> evaluate(Iterator<Batch> batches) throws IOException {
        try (Model model = Model.newInstance("model", device, "PyTorch")) {
            model.load(file);
            try (Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator())) {
                return evaluate(predictor, model.getNDManager(), batches);
            }
        } catch (MalformedModelException | TranslateException | EngineException failure) {
            throw new IOException(
                    file.getFileName()
                            + " cannot be loaded and run as a model: it is no TorchScript that the engine reads",
                    failure);
        }
    }

    private Map<String, Double> evaluate(
            Predictor<NDList, NDList> predictor, NDManager manager, Iterator<Batch> batches) throws TranslateException {
        OutputSums sums = new OutputSums(settings);
        TokenSums tokens = new TokenSums(settings.tokenBytes());
        while (batches.hasNext()) {
            try (Batch batch = batches.next();
                    NDManager scope = manager.newSubManager()) {
                NDArray features = scope.create(batch.features(), shape(batch.size()), type());
                NDArray outputs = predictor.predict(new NDList(features)).singletonOrThrow();
                outputs.attach(scope);
                if (isText()) {
                    tokens.add(outputs, batch, scope);
                } else {
                    sums.add(outputs.toFloatArray(), batch);
                }
            }
        }
        return isText() ? tokens.metrics() : sums.metrics();
    }

    private boolean isText() {
        return settings.task() == Task.LANGUAGE_MODEL;
    }

    private DataType type() {
        return settings.architecture().network().vocabulary().isPresent() ? DataType.INT32 : DataType.FLOAT32;
    }

    private Shape shape(int size) {
        return new Shape(
                LongStream.concat(LongStream.of(size), sampleShape.stream().mapToLong(Integer::longValue))
                        .toArray());
    }
}
