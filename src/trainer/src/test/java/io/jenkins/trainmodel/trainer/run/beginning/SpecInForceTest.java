package io.jenkins.trainmodel.trainer.run.beginning;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.tree.SpecOverride;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** See docs/adr/0004. */
class SpecInForceTest {
    private static final String RATE = "training.optimizer.learningRate";

    private static TrainingSpec spec(String... assignments) throws SpecException {
        List<SpecOverride> overrides =
                Arrays.stream(assignments).map(SpecOverride::set).toList();
        return SpecReader.withoutFiles().read("train.yaml", """
                        data: {type: csv, path: data.csv, label: label}
                        model: {type: mlp, hidden: [4]}
                        training: {optimizer: {type: adam, learningRate: 0.01}, gradientClip: 1.0}
                        stopWhen: [{maxEpochs: 3}]
                        """, Path.of("").toAbsolutePath(), overrides);
    }

    @Test
    void shouldKeepWhatAPersonChangedWhenTheFileIsTheSame() throws SpecException {
        SpecInForce changed = SpecInForce.of(spec()).with(Map.of(RATE, "0.001"));

        SpecInForce resumed = changed.givenAnew(spec());

        assertThat(resumed.effective().training().optimizer().learningRate()).isEqualTo(0.001);
    }

    @Test
    void shouldPreferTheFileWhereItWasChangedSince() throws SpecException {
        SpecInForce changed = SpecInForce.of(spec()).with(Map.of(RATE, "0.001"));

        SpecInForce resumed = changed.givenAnew(spec(RATE + "=0.005"));

        assertThat(resumed.effective().training().optimizer().learningRate()).isEqualTo(0.005);
    }

    @Test
    void shouldKeepAChangeOfAnotherKeyThanTheFileChanged() throws SpecException {
        SpecInForce changed = SpecInForce.of(spec()).with(Map.of(RATE, "0.001"));

        SpecInForce resumed = changed.givenAnew(spec("training.gradientClip=0.5"));

        assertThat(resumed.effective().training().optimizer().learningRate()).isEqualTo(0.001);
        assertThat(resumed.effective().training().gradientClip()).contains(0.5);
    }

    @Test
    void shouldForgetChangesOfRulesWhenTheFileHasOtherRules() throws SpecException {
        SpecInForce changed = SpecInForce.of(spec()).with(Map.of("stopWhen.0.maxEpochs", "9"));

        SpecInForce resumed = changed.givenAnew(spec("stopWhen=[{lossBelow: 0.1}, {maxEpochs: 5}]"));

        assertThat(resumed.changes()).isEmpty();
    }
}
