package io.jenkins.trainmodel.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.evaluation.References;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceCurvesTest {
    @TempDir
    Path folder;

    @Test
    void shouldCompareWithTheCurveThatTheRuleNames() throws IOException {
        Path reference = Files.writeString(folder.resolve("a.csv"), "epoch,m\n1,0.8\n2,\n3,0.5\n");
        Path other = Files.writeString(folder.resolve("b.csv"), "epoch,m\n1,0.1\n");
        List<StopRule> rules = List.of(
                new StopRule.AnyOf("anyOf", Outcome.SUCCESS, List.of(behind(Optional.of(reference.toString())))),
                behind(Optional.empty()));

        References references = ReferenceCurves.read(rules, Optional.of(CurveReader.read(other)));

        assertThat(references.value(Optional.of(reference.toString()), "m", 1)).contains(0.8);
        assertThat(references.value(Optional.of(reference.toString()), "m", 2)).isEmpty();
        assertThat(references.value(Optional.of(reference.toString()), "m", 9)).isEmpty();
        assertThat(references.value(Optional.of(reference.toString()), "n", 1)).isEmpty();
        assertThat(references.value(Optional.empty(), "m", 1)).contains(0.1);
        assertThat(Backtest.replay(rules, CurveReader.read(reference), references)
                        .fired())
                .containsExactly("behindReference");
    }

    @Test
    void shouldNotTellWithoutAReference() throws IOException {
        References references = ReferenceCurves.read(List.of(behind(Optional.empty())), Optional.empty());
        assertThat(references.value(Optional.empty(), "m", 1)).isEmpty();
    }

    @Test
    void shouldSayWhichCurveIsMissing() {
        Path missing = folder.resolve("none.csv");
        assertThatThrownBy(
                        () -> ReferenceCurves.read(List.of(behind(Optional.of(missing.toString()))), Optional.empty()))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none.csv");
    }

    private static StopRule behind(Optional<String> reference) {
        return new StopRule.BehindReference("behindReference", Outcome.UNSTABLE, "m", Direction.MIN, 0.1, reference, 1);
    }
}
