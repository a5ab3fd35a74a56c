package io.jenkins.trainmodel.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.DataSpec.Missing;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.spec.model.ModelSpec;
import io.jenkins.trainmodel.stop.Every;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Threshold;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DigitsExampleTest {
    private static final Path EXAMPLE = Path.of("../../docs/examples/digits/train.yaml");

    @Test
    void shouldReadEveryValueOfTheExample() throws Exception {
        TrainingSpec specification = new SpecReader().read(EXAMPLE);

        Path data = EXAMPLE.resolveSibling("digits.csv").toAbsolutePath().normalize();
        assertThat(specification.name()).isEqualTo("digits");
        assertThat(specification.seed()).isEqualTo(42);
        assertThat(specification.data())
                .isEqualTo(new DataSpec.Csv(
                        data,
                        "digit",
                        Task.CLASSIFICATION,
                        0.0625,
                        false,
                        List.of(),
                        0.2,
                        Optional.empty(),
                        List.of(),
                        Missing.FAIL,
                        Optional.empty(),
                        Optional.empty()));
        assertThat(specification.model())
                .isEqualTo(
                        new ModelSpec("mlp", Map.of("hidden", List.of(128, 64), "dropout", 0.1, "activation", "relu")));
        assertThat(specification.training().optimizer())
                .isEqualTo(new OptimizerSpec.AdamW(0.001, 0.01, 0.9, 0.999, 1e-8));
        assertThat(specification.training().schedule()).isEqualTo(new ScheduleSpec.Cosine(50, Optional.empty(), 0));
        assertThat(specification.training().metrics()).containsExactly("accuracy");
        assertThat(specification.checkpoint().metric()).isEqualTo("validation/loss");
        assertThat(specification.checkpoint().mode()).isEqualTo(Direction.MIN);
    }

    @Test
    void shouldReadEveryRuleOfTheExample() throws Exception {
        TrainingSpec specification = new SpecReader().read(EXAMPLE);

        assertThat(specification.stopWhen())
                .containsExactly(
                        new StopRule.MaxEpochs("maxEpochs", Outcome.SUCCESS, 100),
                        new StopRule.Target(
                                "target",
                                Outcome.SUCCESS,
                                "validation/accuracy",
                                new Threshold(Direction.MAX, 0.97),
                                1),
                        new StopRule.EarlyStopping(
                                "earlyStopping",
                                Outcome.SUCCESS,
                                "validation/loss",
                                Direction.MIN,
                                8,
                                0.0001,
                                OptionalDouble.empty(),
                                1,
                                true,
                                Every.EPOCH,
                                1),
                        new StopRule.MaxDuration("maxDuration", Outcome.SUCCESS, Duration.ofMinutes(30)),
                        new StopRule.Diverged(
                                "diverged", Outcome.FAILURE, OptionalDouble.empty(), OptionalDouble.empty(), true));
    }

    @Test
    void shouldReadWhatItWrites() throws Exception {
        TrainingSpec specification = new SpecReader().read(EXAMPLE);

        String text = SpecWriter.toText(specification);

        assertThat(new SpecReader().read("spec.json", text, Path.of("/elsewhere"), List.of()))
                .isEqualTo(specification);
    }
}
