package io.jenkins.trainmodel.trainer.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.problem.Location;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.problem.SpecProblem;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of a failure, and where: every problem stands in one place. */
class FailureTest {
    private static SpecProblem problem(String key) {
        return new SpecProblem(new Location("train.yaml", 3, 5), key, "`x`", "a number", Optional.empty());
    }

    @Test
    void shouldSayASingleProblemInTheClosingLineAlone() {
        Failure spec = Failure.of(new SpecException(List.of(problem("seed"))));
        Failure data = Failure.of(new DataException("a.csv, line 2: no number"));

        assertThat(spec.details()).isEmpty();
        assertThat(spec.closing())
                .isEqualTo("The specification has a problem: train.yaml:3:5: seed: found `x`; allowed: a number")
                .isEqualTo(spec.reason());
        assertThat(data.details()).isEmpty();
        assertThat(data.closing()).isEqualTo("a.csv, line 2: no number").isEqualTo(data.reason());
    }

    @Test
    void shouldListSeveralProblemsAndCountThemBehindTheList() {
        Failure spec = Failure.of(new SpecException(List.of(problem("seed"), problem("name"))));
        Failure data = Failure.of(new DataException(List.of("a.csv, line 2: x", "a.csv, line 3: y")));

        assertThat(spec.details()).contains("seed", "name").hasLineCount(3);
        assertThat(spec.closing()).isEqualTo("2 problems in train.yaml");
        assertThat(spec.reason()).startsWith("The specification has 2 problems, the first: train.yaml:3:5: seed");
        assertThat(data.details()).hasLineCount(2);
        assertThat(data.closing()).isEqualTo("2 problems in the data");
        assertThat(data.reason()).isEqualTo("The data has 2 problems, the first: a.csv, line 2: x");
    }

    @Test
    void shouldCloseWithTheHeadingOfAListOfAnotherKind() {
        Failure refused = Failure.of(new RunRefusedException("This run cannot go on:\n  seed: was 1\nTake it back."));

        assertThat(refused.details()).hasLineCount(3);
        assertThat(refused.closing()).isEqualTo("This run cannot go on");
        assertThat(refused.reason()).isEqualTo("This run cannot go on: seed: was 1 Take it back.");
    }
}
