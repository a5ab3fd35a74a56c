package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import ai.djl.translate.NoopTranslator;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import io.jenkins.trainmodel.trainer.network.script.InferenceModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportedModelTest {
    private static final List<Integer> IMAGE = List.of(1, 12, 12);

    @TempDir
    private Path folder;

    private Path export(Architecture architecture, Learner learner) throws IOException {
        Path file = folder.resolve("model.pt");
        try (OutputStream target = Files.newOutputStream(file)) {
            InferenceModel.write(architecture, learner.parameters(), target);
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "lenet", "resnet18", "resnet50"})
    void shouldGiveTheSameLossWhereDjlLoadsIt(String network) throws Exception {
        Architecture architecture = Networks.build(network, Map.of(), IMAGE, 3);
        LearnerSettings settings = Specs.measuring("accuracy").classifier(architecture);
        try (Learner learner = Learners.create(settings, TestEngine.load().device())) {
            Batch batch = Batches.classes(1, 6, 144, 3);
            learner.train(batch, 1, 0.01, true, 1);

            double loss = lossOf(export(architecture, learner), batch);

            double own = learner.evaluate(List.of(batch).iterator()).get("loss");
            assertThat(loss).isCloseTo(own, within(1e-5 * own));
        }
    }

    private static double lossOf(Path file, Batch batch) throws Exception {
        try (Model model = Model.newInstance("model", "PyTorch")) {
            model.load(file);
            try (Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator())) {
                NDArray x = model.getNDManager().create(batch.features(), new Shape(6, 1, 12, 12), DataType.FLOAT32);
                NDArray labels = model.getNDManager().create(batch.labels(), new Shape(6), DataType.INT64);
                NDList logits = predictor.predict(new NDList(x));
                return Loss.softmaxCrossEntropyLoss()
                        .evaluate(new NDList(labels), logits)
                        .getFloat();
            }
        }
    }

    @Test
    void shouldWriteTheSameBytesAgain() throws IOException {
        Architecture architecture = Networks.build("mlp", Map.of(), IMAGE, 3);
        try (Learner learner = Learners.create(
                Specs.measuring().classifier(architecture), TestEngine.load().device())) {
            ByteArrayOutputStream first = new ByteArrayOutputStream();
            ByteArrayOutputStream second = new ByteArrayOutputStream();
            InferenceModel.write(architecture, learner.parameters(), first);
            InferenceModel.write(architecture, learner.parameters(), second);

            assertThat(second.toByteArray()).isEqualTo(first.toByteArray());
        }
    }

    @Test
    void shouldHoldOneAlignedEntryPerTensor() throws IOException {
        Architecture architecture = Networks.build("mlp", Map.of(), IMAGE, 3);
        try (Learner learner = Learners.create(
                        Specs.measuring().classifier(architecture),
                        TestEngine.load().device());
                ZipFile zip = new ZipFile(export(architecture, learner).toFile())) {
            assertThat(zip.stream().map(Object::toString))
                    .contains("model/data.pkl", "model/data/3", "model/code/__torch__.py", "model/version")
                    .doesNotContain("model/data/4");
            assertThat(zip.getInputStream(zip.getEntry("model/data/1")).readAllBytes())
                    .hasSize(128 * Float.BYTES);
        }
    }
}
