package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.report.html.SpecificationView.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpecificationViewTest {
    private final List<Row> rows = SpecificationView.of(SampleRun.finished()).rows();

    @Test
    void shouldShowANestedValueUnderItsPath() {
        assertThat(row("training.optimizer.epsilon"))
                .extracting(Row::depth, Row::value)
                .containsExactly(2, "1e-8");
    }

    @Test
    void shouldShowAListOfNumbersInOneLine() {
        assertThat(row("model.hidden").value()).isEqualTo("128, 64");
    }

    @Test
    void shouldShowARuleUnderItsType() {
        assertThat(row("stopWhen.4.allOf.rules.1.gradientBelow.norm"))
                .extracting(Row::depth, Row::value)
                .containsExactly(4, "0.05");
        assertThat(row("stopWhen.4.allOf").group()).isTrue();
    }

    @Test
    void shouldTellThatAValueWasChangedLater() {
        assertThat(row("training.optimizer.learningRate").change()).contains("0.0003 in epoch 18");
        assertThat(row("training.batchSize").change()).isEmpty();
    }

    @Test
    void shouldNotRepeatARulesTypeAsItsName() {
        assertThat(rows)
                .extracting(Row::path)
                .contains("stopWhen.4.allOf.name")
                .doesNotContain("stopWhen.2.target.name");
    }

    private Row row(String path) {
        return rows.stream().filter(row -> row.path().equals(path)).findFirst().orElseThrow();
    }
}
