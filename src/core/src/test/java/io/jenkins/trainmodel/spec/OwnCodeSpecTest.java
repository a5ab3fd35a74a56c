package io.jenkins.trainmodel.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Task;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specifications with parts of users' own, where nobody can ask them. */
class OwnCodeSpecTest {
    private static final String OWN = """
            classpath: [libs/*.jar]
            data: {type: custom, part: spirals, options: {arms: 3, path: points}, test: 0.2}
            model: {type: mlp}
            training:
              loss: {type: custom, part: focal, options: {gamma: 2}}
              customMetrics: [balanced]
            gates: [{metric: test/balanced, atLeast: 0.5}]
            stopWhen: [maxEpochs: 3]
            """;

    @Test
    void shouldReadAndWriteALossAndADataSource() throws Exception {
        TrainingSpec spec = SpecTexts.read(OWN);

        assertThat(spec.training().loss()).contains(new PartSpec("focal", Map.of("gamma", 2L)));
        assertThat(spec.data())
                .isEqualTo(new DataSpec.Custom(
                        new PartSpec("spirals", Map.of("arms", 3L, "path", "/project/points")),
                        Task.CLASSIFICATION,
                        0.2,
                        Optional.empty(),
                        Optional.of(0.2),
                        Optional.empty()));
        assertThat(SpecTexts.read(SpecWriter.toText(spec))).isEqualTo(spec);
        assertThat(SpecTexts.read(SpecTexts.SHORT).training().loss()).isEmpty();
    }

    @Test
    void shouldReadWhetherThePackageHoldsTheJarsAndRefuseThatWithoutAny() throws Exception {
        TrainingSpec spec = SpecTexts.read(OWN, "package={classpath: true}");
        assertThat(spec.packaging().classpath()).isTrue();
        assertThat(SpecTexts.read(SpecWriter.toText(spec))).isEqualTo(spec);
        assertThat(SpecTexts.read(OWN).packaging().classpath()).isFalse();
        assertThat(SpecTexts.problems(SpecTexts.SHORT, "package={classpath: true}"))
                .singleElement()
                .asString()
                .contains("package: found classpath: true without jars of your own; allowed: classpath: [libs/*.jar]");
    }

    @Test
    void shouldReadOptionsForDataOfItsOwnForValidationAndTest() throws Exception {
        TrainingSpec spec = SpecTexts.read(
                OWN, "data.validationOptions={path: held}", "data.testOptions={arms: 4}", "data.test=null");
        DataSpec.Custom data = (DataSpec.Custom) spec.data();

        assertThat(data.validationPart())
                .contains(new PartSpec("spirals", Map.of("arms", 3L, "path", "/project/held")));
        assertThat(data.testPart()).contains(new PartSpec("spirals", Map.of("arms", 4L, "path", "/project/points")));
        assertThat(data.isTested()).isTrue();
        assertThat(SpecTexts.read(SpecWriter.toText(spec))).isEqualTo(spec);
        assertThat(SpecTexts.problems(OWN, "data.validationOptions={arms: 3}"))
                .singleElement()
                .asString()
                .contains("data.validationOptions: found the options that the part has anyway");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "training.labelSmoothing=0.1 | training.labelSmoothing: found label smoothing beside a loss of your own;"
                        + " allowed: 0, or no loss of your own",
                "training.classWeights=balanced | training.classWeights: found class weights beside a loss of your own",
                "data={type: text, path: corpus.txt} | training.loss: found a loss of your own for a language model",
                "data={type: idx, images: i, labels: l, augment: {mixup: 0.2}}"
                        + " | training.loss: found a loss of your own beside data.augment.mixup",
                "training.loss={type: focal} | training.loss.type: found `focal`",
                "training.loss={type: custom} | training.loss.part: ",
                "data.validation=0.9 | with validation all of the samples",
                "data.test=1 | data.test: ",
                "training.customMetrics=[{part: balanced, name: precision}]"
                        + " | training.customMetrics: found two metrics with the name `precision`",
                "package={classpath: yes please} | package.classpath: found `yes please`",
                "data={type: custom, part: spirals} | the metric `test/balanced`, and the data keeps no samples for a test"
            })
    void shouldNameWhatDoesNotGoTogether(String assignment, String said) {
        assertThat(SpecTexts.problems(OWN, assignment))
                .anySatisfy(problem -> assertThat(problem).contains(said));
    }
}
