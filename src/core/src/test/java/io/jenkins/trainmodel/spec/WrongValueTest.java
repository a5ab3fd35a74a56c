package io.jenkins.trainmodel.spec;

import static io.jenkins.trainmodel.spec.SpecTexts.SHORT;
import static io.jenkins.trainmodel.spec.SpecTexts.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrongValueTest {

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
            name                           | 5              | found `5`; allowed: a name, in quotes where it looks like a number or boolean
            name                           | true           | found `true`; allowed: a name, in quotes
            name                           | ' '            | found nothing; allowed: a name
            name                           | '"a\\nb"'      | allowed: a name
            name                           | {a: 1}         | found a map; allowed: a name
            seed                           | 1.0            | found `1.0`; allowed: a whole number
            seed                           | 0x1F           | found `0x1F`; allowed: a whole number
            seed                           | 9223372036854775808 | found `9223372036854775808`; allowed: a whole number
            seed                           | null           | found nothing; allowed: a whole number
            data.type                      | cvs            | found `cvs`; allowed: csv, table, idx, imageFolder, text, series, custom; did you mean `csv`?
            data.label                     | [a]            | found a list; allowed: the name of the label's column
            data.task                      | regresion      | allowed: classification, regression; did you mean `regression`?
            data.scale                     | 0              | found `0`; allowed: a number other than 0
            data.scale                     | big            | found `big`; allowed: a number
            data.scale                     | NaN            | found `NaN`; allowed: a number
            data.standardize               | on             | found `on`; allowed: true or false
            data.standardize               | True           | found `True`; allowed: true or false
            data.standardize               | '"true"'       | found "true"; allowed: true or false
            data.shape                     | 8              | found `8`; allowed: a list of at most 4, each a whole number from 1
            data.shape                     | [1, 2, 3, 4, 5] | found a list of 5; allowed: a list of at most 4
            data.shape                     | [65536, 65536] | found a shape of 4294967296 values; allowed: at most 1073741824
            data.validation                | 0              | found `0`; allowed: a number above 0 and below 1
            data.validation                | 1              | found `1`; allowed: a number above 0 and below 1
            data.validation                | -0.1           | found `-0.1`; allowed: a number above 0 and below 1
            data.validation                | 20%            | found `20%`; allowed: a number above 0 and below 1
            data.ignore                    | a              | found `a`; allowed: a list of at most 100000
            data.ignore                    | [a, digit]     | found the label's column; allowed: other columns
            model                          | vgg            | found `vgg`; allowed: mlp, lenet, resnet18, resnet34, resnet50
            model                          | lenet          | found lenet for samples that are no images; allowed: a shape of channels, height, width
            model                          | [mlp]          | found a list; allowed: a map with type: mlp, lenet, resnet18, resnet34, resnet50
            model.dropout                  | 1              | found `1`; allowed: a number of at least 0 and below 1
            model.activation               | rellu          | did you mean `relu`?
            training                       | 5              | found `5`; allowed: a map with batchSize
            training.batchSize             | -4             | found `-4`; allowed: a whole number from 1 to 1000000, or auto
            training.batchSize             | largest        | found `largest`; allowed: a whole number from 1 to 1000000, or auto
            training.batchSize             | 32.5           | found `32.5`; allowed: a whole number
            training.batchSize             | 1e2            | found `1e2`; allowed: a whole number
            training.batchSize             | 1_000          | found `1_000`; allowed: a whole number
            training.optimizer             | admw           | found `admw`; allowed: sgd, adam, adamw; did you mean `adamw`?
            training.optimizer             | {momentum: 0.5, beta1: 1} | training.optimizer.type: found nothing; allowed: sgd, adam, adamw (the key is required where it is not adamw)
            training.optimizer             | {type: adam, learningRate: 0} | training.optimizer.learningRate: found `0`; allowed: a number above 0
            training.optimizer             | {type: adam, momentum: 0.9} | training.optimizer.momentum: found an unknown key; allowed: learningRate
            training.optimizer             | {type: adam, beta1: 1} | found `1`; allowed: a number of at least 0 and below 1
            training.optimizer             | {type: sgd, weightDecay: -1} | found `-1`; allowed: a number of at least 0
            training.optimizer             | {type: sgd, nesterov: true} | found nesterov without momentum; allowed: nesterov with a momentum above 0
            training.schedule              | {type: step}   | training.schedule.everyEpochs: found nothing
            training.schedule              | {type: step, everyEpochs: 1, factor: 2} | found `2`; allowed: a number above 0 and below 1
            training.schedule              | {type: cosine, minimum: 2} | found `2`; allowed: a number of at least 0 and at most 1
            training.schedule              | {type: constant, warmupSteps: -1} | found `-1`; allowed: a whole number of at least 0
            training.schedule              | {type: polynomial, power: 0} | found `0`; allowed: a number above 0
            training.groups                | {names: [a]}   | found a map; allowed: a list of groups, such as {names: ['fc.*'], learningRateFactor: 10}
            training.groups                | [{names: ['fc.*']}] | training.groups.0.learningRateFactor: found nothing; allowed: a number above 0
            training.groups                | [{names: [], learningRateFactor: 1}] | training.groups.0.names: found an empty list
            training.groups                | [{names: [a], learningRateFactor: 0}] | training.groups.0.learningRateFactor: found `0`; allowed: a number above 0
            training.groups                | [{names: [a], learningRateFactor: 1, learningRate: 1}] | training.groups.0.learningRate: found an unknown key
            training.gradientClip          | 0              | found `0`; allowed: a number above 0
            training.gradientClip          | off            | found `off`; allowed: a number above 0
            training.accumulate            | 0              | found `0`; allowed: a whole number from 1
            training.labelSmoothing        | 1              | found `1`; allowed: a number of at least 0 and below 1
            training.classWeights          | equal          | found `equal`; allowed: none, balanced
            training.classWeights          | balnced        | did you mean `balanced`?
            training.classWeights          | [1, 0]         | training.classWeights.1: found `0`; allowed: a number above 0
            training.classWeights          | {a: 1}         | found a map; allowed: none, balanced, or a list
            training.metrics               | accuracy       | found `accuracy`; allowed: a list of metrics
            training.metrics               | [acuracy]      | training.metrics.0: found `acuracy`; allowed: accuracy, f1, top5; did you mean `accuracy`?
            training.metrics               | [f1, f1]       | training.metrics.1: found `f1` a second time; allowed: every metric once
            training.metrics               | [rmse]         | training.metrics.0: found `rmse`, which is no metric of a classification
            training.metrics               | [top0]         | found `top0`; allowed: accuracy, f1, top5
            training.validateEverySteps    | 0              | found `0`; allowed: a whole number of at least 1
            training.precision             | float16        | found `float16`; allowed: float32, bfloat16, tf32
            training.precision             | bfloat         | did you mean `bfloat16`?
            stopWhen                       | maxEpochs      | found `maxEpochs`; allowed: a list of at least one rule, such as maxEpochs: 100; a run without an end is not started by accident
            stopWhen                       | []             | found an empty list; allowed: a list of at least one rule
            stopWhen                       | null           | found nothing; allowed: a list of at least one rule
            stopWhen                       | {maxEpochs: 3} | found a map; allowed: a list of at least one rule
            checkpoint.everyEpochs         | 0              | found `0`; allowed: a whole number of at least 1
            checkpoint.everyMinutes        | 30m            | found `30m`; allowed: a number above 0
            checkpoint.keep                | 0              | found `0`; allowed: a whole number of at least 1
            checkpoint.keepBest            | -1             | found `-1`; allowed: a whole number of at least 0
            checkpoint.metric              | validation/f1  | found the metric `validation/f1`, which is not measured
            checkpoint.metric              | learningRate   | found the metric `learningRate`, of which nobody can tell
            checkpoint.shardBytes          | 1              | found `1`; allowed: a whole number of at least 1024
            reporting.everySteps           | 0              | found `0`; allowed: a whole number of at least 1
            reporting.telemetryEvery       | 5              | found `5`; allowed: a duration above zero with its unit
            reporting.tensorboard          | 1              | found `1`; allowed: true or false
            device                         | cuda           | found `cuda`; allowed: auto, cpu, gpu
            device                         | gpu:x          | found `gpu:x`; allowed: a GPU's number from 0, as in gpu:2
            device                         | gpu:-1         | found `gpu:-1`; allowed: a GPU's number from 0, as in gpu:2
            device                         | {gpus: 0}      | device.gpus: found `0`; allowed: a whole number from 1 to 64
            device                         | {gpus: 65}     | device.gpus: found `65`; allowed: a whole number from 1 to 64
            device                         | {gpus: 1, type: cpu} | device.type: found `cpu`; allowed: gpu, where gpus says how many
            device                         | {gpus: 1, type: gpu:2} | device.type: found `gpu:2`; allowed: gpu, where gpus says how many
            device                         | {type: gpu, waitForGpu: 0s} | device.waitForGpu: found `0s`; allowed: a duration above zero
            device                         | gup            | did you mean `gpu`?
            device                         | {type: cpu, threads: 0} | device.threads: found `0`; allowed: a whole number from 1 to 1024
            training.activationCheckpointing | true         | found activation checkpointing of mlp, which has no blocks; allowed: false, or a transformer or residual network
            training.activationCheckpointing | 1            | found `1`; allowed: true or false
            device                         | {cores: 4}     | device.cores: found an unknown key; allowed: gpus, type, waitForGpu, threads, libtorch
            device                         | {type: cpu, replicas: 0} | device.replicas: found `0`; allowed: a whole number from 1 to 64
            device                         | {replicas: 2}  | device.replicas: found several replicas on another device than the CPU; allowed: type: cpu beside replicas
            device                         | {type: gpu, replicas: 2} | device.replicas: found several replicas on another device than the CPU
            device                         | {type: cpu, replicas: 33} | device.replicas: found 33 replicas for batches of 32; allowed: at most as many replicas as a batch has samples
            device                         | {gpus: 33}     | device.gpus: found 33 replicas for batches of 32; allowed: at most as many replicas as a batch has samples
            device                         | {gpus: 2, replicas: 2} | device.replicas: found several replicas on another device than the CPU; allowed: type: cpu beside replicas, or one replica; how many GPUs
            device                         | {type: cpu, replicaTimeout: 5} | device.replicaTimeout: found `5`; allowed: a duration above zero with its unit
            """)
    void shouldSayWhatIsWrong(String key, String value, String expected) {
        assertThat(problems(SHORT, key + "=" + value))
                .singleElement()
                .asString()
                .startsWith("--set " + key + ": " + key)
                .contains(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "training.labelSmoothing, 0.1, label smoothing in a regression",
        "training.classWeights, balanced, class weights in a regression",
        "training.metrics, [accuracy], 'found `accuracy`, which is no metric of a regression; allowed: mae, rmse, r2'",
        "training.metrics, [top5], 'found `top5`, which is no metric of a regression'",
        "checkpoint.metric, validation/accuracy, 'found the metric `validation/accuracy`, which is not measured'",
    })
    void shouldRefuseWhatOnlyClassificationHas(String key, String value, String expected) {
        assertThat(problems(SHORT, "data.task=regression", key + "=" + value))
                .singleElement()
                .asString()
                .contains(expected);
        assertThat(problems(SHORT, key + "=" + value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            device={type: cpu, replicas: 2} | device={type: cpu, replicas: 1} | device.replicas
            device={gpus: 2}                | device={gpus: 1}                | device.gpus
            """)
    void shouldRefuseWhatReplicasWouldDoOtherwise(String several, String one, String place) {
        String own = "classpath=[libs/*.jar]";

        assertThat(problems(SHORT, several, own))
                .singleElement()
                .asString()
                .contains(place
                        + ": found code of your own with several replicas; allowed: no classpath, or one replica");
        assertThat(problems(SHORT, several)).isEmpty();
        assertThat(problems(SHORT, several, "training.batchSize=auto", "training.classWeights=balanced"))
                .isEmpty();
        assertThat(problems(SHORT, one, own)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cosine", "linear", "polynomial"})
    void shouldRefuseAScheduleWithoutAnEnd(String schedule) {
        String text = SpecTexts.withRules("- maxDuration: 1h");

        assertThat(problems(text, "training.schedule=" + schedule))
                .containsExactly("--set training.schedule: training.schedule: found a schedule without an end;"
                        + " allowed: epochs in the schedule, or a rule maxEpochs or maxSteps");
        assertThat(problems(text, "training.schedule={type: " + schedule + ", epochs: 5}"))
                .isEmpty();
        assertThat(problems(SpecTexts.withRules("- maxSteps: 9"), "training.schedule=" + schedule))
                .isEmpty();
    }

    @Test
    void shouldReportEverythingAtOnceInTheOrderOfTheFile() {
        String text = """
                nam: digits
                data:  {type: csv, path: digits.csv, lable: digit, validation: 1.5}
                model: {type: mpl}
                training:
                  batchSize: 0
                  optimizer: {type: adamw, learningRate: -1}
                stopWhen:
                  - maxEpoch: 100
                  - target: {metric: validation/acc, atLeast: 0.97}
                checkpoint: {keep: 0}
                device: tpu
                """;

        assertThat(problems(text))
                .isEqualTo(List.of(
                        "train.yaml:1:1: nam: found an unknown key; allowed: name, seed, reference, warmStart, classpath, data,"
                                + " model, training, stopWhen, endless, gates, checkpoint, callbacks, package, reporting, device; did you mean `name`?",
                        "train.yaml:2:8: data.label: found nothing; allowed: the name of the label's column"
                                + " (the key is required)",
                        "train.yaml:2:38: data.lable: found an unknown key; allowed: path, label, task, scale,"
                                + " standardize, shape, validation, validationPath, ignore, missing, columns, badRecords, test, testPath; did you mean `label`?",
                        "train.yaml:2:64: data.validation: found `1.5`; allowed: a number above 0 and below 1",
                        "train.yaml:3:15: model.type: found `mpl`; allowed: mlp, lenet, resnet18, resnet34, resnet50, torchscript, custom, gpt,"
                                + " gpt2-small, gpt2-medium, gpt2-large, gpt2-xl, huggingface, lstm, gru, transformer, package; did you mean `mlp`?",
                        "train.yaml:5:14: training.batchSize: found `0`; allowed: a whole number from 1 to 1000000, or auto",
                        "train.yaml:6:42: training.optimizer.learningRate: found `-1`; allowed: a number above 0",
                        "train.yaml:8:5: stopWhen.0.maxEpoch: found `maxEpoch`; allowed: maxEpochs, maxSteps,"
                                + " maxDuration, finishBy, milestone, target, lossBelow, plateau, overfitting, score,"
                                + " earlyStopping, behindReference, unreachable, gradientBelow,"
                                + " gradientChangeBelow, diverged, allOf, anyOf, atLeastOf, custom;"
                                + " did you mean `maxEpochs`?",
                        "train.yaml:9:22: stopWhen.1.target.metric: found the metric `validation/acc`, which is"
                                + " not measured; allowed: train/loss, train/accuracy, validation/loss,"
                                + " validation/accuracy, gradient/norm, learningRate,"
                                + " throughput/samplesPerSecond; did you mean `validation/accuracy`?",
                        "train.yaml:10:20: checkpoint.keep: found `0`; allowed: a whole number of at least 1",
                        "train.yaml:11:9: device: found `tpu`; allowed: auto, cpu, gpu; did you mean `cpu`?"));
    }

    @Test
    void shouldSpeakToPeople() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> SpecTexts.read("stopWhen: [maxEpochs: 3]")))
                .hasMessage("""
                        The specification has 2 problems:
                          train.yaml:1:1: data: found nothing; allowed: a map with type: csv, table, idx, imageFolder, text, series, custom \
                        (the key is required)
                          train.yaml:1:1: model: found nothing; allowed: a map with type: mlp, lenet, resnet18, resnet34, resnet50, torchscript, custom, gpt, \
                        gpt2-small, gpt2-medium, gpt2-large, gpt2-xl, huggingface, lstm, gru, transformer, package (the key is required)""");
    }
}
