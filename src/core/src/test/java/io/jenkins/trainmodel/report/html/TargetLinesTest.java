package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.report.html.TargetLines.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetLinesTest {
    @Test
    void shouldFindBoundsInCompositesToo() throws Exception {
        assertThat(targets("""
                        {"stopWhen": [
                          {"lossBelow": 0.01},
                          {"allOf": {"rules": [{"anyOf": [{"target": {"metric": "train/accuracy", "atLeast": 0.9}}]}]}},
                          {"earlyStopping": {"metric": "validation/loss", "baseline": 0.5}},
                          {"diverged": {"lossAbove": 100, "gradientAbove": 1000}}]}
                        """))
                .containsExactly(
                        new Target("train/loss", 0.01, "lossBelow 0.01"),
                        new Target("train/accuracy", 0.9, "target ≥ 0.9"),
                        new Target("validation/loss", 0.5, "baseline 0.5"),
                        new Target("train/loss", 100, "diverged > 100"),
                        new Target("gradient/norm", 1000, "diverged > 1,000"));
    }

    @Test
    void shouldPassOverWhatItDoesNotKnow() throws Exception {
        assertThat(
                        targets(
                                "{\"stopWhen\": [1, null, {\"target\": \"x\"}, {\"target\": {\"metric\": 3, \"atLeast\": 1}}]}"))
                .isEmpty();
        assertThat(targets("{}")).isEmpty();
    }

    private static List<Target> targets(String specification) throws Exception {
        return TargetLines.of(JsonMapper.builder().build().readTree(specification));
    }
}
