package io.jenkins.trainmodel.trainer.modelpackage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.trainer.custom.OwnJars;
import io.jenkins.trainmodel.trainer.data.Preprocessing;
import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import io.jenkins.trainmodel.trainer.data.token.Tokenizers;
import io.jenkins.trainmodel.trainer.huggingface.HuggingFaceExport;
import io.jenkins.trainmodel.trainer.onnx.OnnxExport;
import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A package as a run could have it. */
final class PackageSamples {
    private PackageSamples() {}

    static ModelPackageContent content(float value) {
        return content(value, training("digits", List.of("cat", "dog")));
    }

    static ModelPackageContent content(float value, TrainingRecord training) {
        List<NamedTensor> parameters = List.of(
                HostTensor.of("0.weight", List.of(2L, 3L), value, 1, 2, 3, 4, 5),
                HostTensor.of("0.bias", List.of(2L), 0, 1));
        return new ModelPackageContent(
                parameters,
                List.of(HostTensor.scalar("step", 70)),
                Optional.of(out -> out.write(new byte[] {80, 75, 3, 4})),
                Optional.empty(),
                "{\"format\": 1}\n",
                training,
                out -> out.write("epoch,validation/accuracy\n1,0.5\n".getBytes()),
                out -> out.write("<!doctype html>".getBytes()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(training.data().tokens())
                        .filter(tokens -> !tokens.isEmpty())
                        .map(Tokenizers::of),
                HuggingFaceExport.NONE,
                OnnxExport.NONE,
                Optional.empty(),
                OwnJars.NONE,
                1 << 20);
    }

    static TrainingRecord training(String name, List<String> classNames) {
        return training(name, data(classNames, ""));
    }

    /** A language model whose text became these tokens. */
    static TrainingRecord ofText(String tokens) {
        return training("text", data(List.of(), tokens));
    }

    private static TrainingRecord training(String name, TrainingRecord.Data data) {
        return new TrainingRecord(
                TrainingRecord.SCHEMA_VERSION,
                "run-1",
                name,
                Optional.empty(),
                Optional.empty(),
                JsonNodeFactory.instance.objectNode().put("name", name),
                42,
                Map.of("device", "cpu"),
                new TrainingRecord.Network("mlp", 17_226),
                data,
                result(),
                Map.of());
    }

    /** A model of so many steps, after which no epoch was complete. */
    static TrainingRecord ofSteps(long steps) {
        TrainingRecord whole = training("digits", List.of("cat", "dog"));
        return new TrainingRecord(
                whole.version(),
                whole.runId(),
                whole.name(),
                whole.lineage(),
                whole.restarted(),
                whole.specification(),
                whole.seed(),
                whole.environment(),
                whole.network(),
                whole.data(),
                new TrainingRecord.Result(
                        Outcome.SUCCESS,
                        "maxSteps: step " + steps + " of " + steps + " is complete",
                        0,
                        steps,
                        2,
                        Map.of(),
                        Map.of(),
                        new TrainingRecord.Packaged(0, steps, true, Map.of("validation/accuracy", 0.5))),
                whole.schedule());
    }

    /** A model that goes on from that of a night before. */
    static TrainingRecord wentOn(String warmStart, List<String> reset, List<String> frozen) {
        TrainingRecord alone = training("digits", List.of("cat", "dog"));
        return new TrainingRecord(
                alone.version(),
                alone.runId(),
                alone.name(),
                Optional.of(new TrainingRecord.Lineage(
                        "nightly #41",
                        "../nightly-41",
                        "run-0",
                        warmStart,
                        Optional.of(7),
                        Optional.of(320L),
                        9,
                        reset,
                        frozen)),
                alone.restarted(),
                alone.specification(),
                alone.seed(),
                alone.environment(),
                alone.network(),
                alone.data(),
                alone.result(),
                alone.schedule());
    }

    private static TrainingRecord.Data data(List<String> classNames, String tokens) {
        return new TrainingRecord.Data(
                classNames.isEmpty() ? Task.REGRESSION : Task.CLASSIFICATION,
                "digits.csv",
                "ab".repeat(32),
                1437,
                360,
                List.of(3),
                classNames,
                classNames.stream().map(name -> 700L).toList(),
                new Preprocessing(
                        "the columns as numbers, multiplied by 0.5",
                        List.of("a", "b", "c"),
                        0.5,
                        List.of(1.0, 2.0, 3.0),
                        List.of(1.0, 0.1 + 0.2, 1.0)),
                LabelScaling.NONE,
                tokens,
                Optional.empty(),
                "",
                List.of(new TrainingEvent.DataFile("digits.csv", "ab".repeat(32))));
    }

    private static TrainingRecord.Result result() {
        return new TrainingRecord.Result(
                Outcome.SUCCESS,
                "earlyStopping fired: validation/loss has not improved on 0.1 for 8 checks.",
                12,
                540,
                83.25,
                Map.of("validation/accuracy", 0.95, "train/loss", Double.NaN, "learningRate", 0.001),
                Map.of("validation/accuracy", new Best("validation/accuracy", 4, 1.0 / 3)),
                new TrainingRecord.Packaged(
                        4,
                        180,
                        false,
                        Map.of(
                                "validation/accuracy",
                                0.9722222222222222,
                                "validation/loss",
                                Double.POSITIVE_INFINITY)));
    }
}
