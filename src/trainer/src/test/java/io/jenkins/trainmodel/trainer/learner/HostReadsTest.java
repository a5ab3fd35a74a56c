package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.network.Networks;
import io.jenkins.trainmodel.trainer.network.layer.LanguageModel;
import io.jenkins.trainmodel.trainer.network.script.ScriptModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the host waits for the device at readings alone. */
class HostReadsTest {
    private static final int STEPS = 6;

    /** What a step runs of the training's own module. */
    private static final Set<String> OF_A_STEP =
            Set.of("forward", "outputs", "learn", "accumulate", "backward", "update", "prepare");

    /** What text is written with. */
    private static final Set<String> OF_WRITING = Set.of(LanguageModel.NEXT, LanguageModel.EXTEND);

    /**
     * Operations that give the host a number or a shape that depends on what the device has computed, or a copy: on a GPU each of them
     * waits. The share of mixup and the seeds of activation checkpointing are in host memory already.
     */
    private static final Pattern WAITING = Pattern.compile(
            "torch\\.(item|is_nonzero|equal|allclose|nonzero\\w*|masked_select|unique\\w*|_unique2|bincount|one_hot"
                    + "|argwhere|cuda|cpu|tolist)\\(|torch\\.device\\(\"cpu\"\\)|\\b(int|bool|float)\\((?!share_of_first|self\\.seeds)");

    private static Device device;

    @BeforeAll
    static void loadEngine() {
        device = TestEngine.load().device();
    }

    private enum Case {
        MLP(Specs.measuring("accuracy", "f1")
                .clip(1)
                .classifier(Networks.build("mlp", Map.of("hidden", List.of(8), "dropout", 0.1), List.of(4), 3))) {
            @Override
            Batch batch(int number) {
                return Batches.classes(number, 8, 4, 3);
            }
        },
        RESNET(Specs.measuring("accuracy").classifier(Networks.build("resnet18", Map.of(), List.of(1, 8, 8), 3))) {
            @Override
            Batch batch(int number) {
                return Batches.classes(number, 4, 64, 3);
            }
        },
        LSTM(Specs.measuring("accuracy")
                .classifier(Networks.build("lstm", Map.of("layers", 1, "width", 8), List.of(1, 8, 8), 3))) {
            @Override
            Batch batch(int number) {
                return Batches.classes(number, 4, 64, 3);
            }
        },
        GPT(Specs.measuring("perplexity")
                .checkpointing(true)
                .languageModel(Networks.build(
                        "gpt", Map.of("layers", 2, "heads", 2, "width", 16, "dropout", 0.1), List.of(8), 11))) {
            @Override
            Batch batch(int number) {
                return Batches.tokens(number, 4, 8, 11);
            }
        };

        private final LearnerSettings settings;

        Case(LearnerSettings settings) {
            this.settings = settings;
        }

        abstract Batch batch(int number);
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadNothingBetweenReadings(Case one) {
        try (ScriptLearner learner = (ScriptLearner) Learners.create(one.settings, device)) {
            learner.beginEpoch();
            long before = learner.engine.reads();
            IntFunction<Boolean> completes = batch -> batch % 2 == 0;
            for (int batch = 1; batch <= 2 * STEPS; batch++) {
                learner.train(one.batch(batch), (batch + 1) / 2, 0.01, completes.apply(batch), 2);
            }

            assertThat(learner.engine.reads()).isEqualTo(before);
            assertThat(learner.read().epochMetrics()).containsKey("loss");
            assertThat(learner.engine.reads()).isEqualTo(before + 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRunNothingThatWaitsForAGpu(Case one) {
        List<String> methods = new ArrayList<>();
        collect(new TrainingScript(one.settings, Device.gpu()).module(), methods);

        String step = methods.stream().filter(HostReadsTest::isOfAStep).collect(Collectors.joining("\n"));

        assertThat(step).contains("self.count.device, None, True)", "torch.grad(", "found_inf");
        assertThat(WAITING.matcher(step).results().map(found -> lineOf(step, found.start())))
                .isEmpty();
    }

    private static void collect(ScriptModule module, List<String> methods) {
        module.methods().stream().map(text -> module.className() + "|" + text).forEach(methods::add);
        module.attributes().values().stream()
                .filter(ScriptModule.class::isInstance)
                .forEach(child -> collect((ScriptModule) child, methods));
    }

    private static boolean isOfAStep(String method) {
        String name = method.replaceFirst("(?s).*?def (\\w+)\\(.*", "$1");
        return method.startsWith(TrainingScript.CLASS + "|") ? OF_A_STEP.contains(name) : !OF_WRITING.contains(name);
    }

    private static String lineOf(String text, int place) {
        return text.substring(text.lastIndexOf('\n', place) + 1, text.indexOf('\n', place));
    }
}
