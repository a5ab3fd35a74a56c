package io.jenkins.trainmodel.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.tree.SpecOverride;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run may be called, and why not. */
class RunNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"../../etc/x", "/tmp/x", "a/../b", "..\\x", "a/..", "./a"})
    void shouldNotBeAPath(String name) {
        assertThat(problems(name))
                .singleElement()
                .asString()
                .contains(", which is a path; allowed: a name", "where it is kept is said by --out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"训练一", "lr 1/10", "..", "a.b", "x\\y", "50 %", "tür & tor"})
    void shouldBeAnyOtherText(String name) throws Exception {
        assertThat(problems(name)).isEmpty();
    }

    @Test
    void shouldSayWhyItIsRefused() {
        assertThat(problems("two\nlines"))
                .singleElement()
                .asString()
                .contains("found \"two\uFFFDlines\", which holds a line break (U+000A); allowed: a name");
        assertThat(problems("bell\u0007")).singleElement().asString().contains("a control character (U+0007)");
        assertThat(problems("x".repeat(201)))
                .singleElement()
                .asString()
                .contains("which is 201 characters long; 200 are the most");
    }

    private static List<String> problems(String name) {
        Map<String, Object> values = Map.of(
                "name",
                name,
                "data",
                Map.of("type", "csv", "path", "digits.csv", "label", "digit"),
                "model",
                "mlp",
                "stopWhen",
                List.of(Map.of("maxEpochs", 3)));
        return SpecTexts.lines(Assertions.catchThrowableOfType(
                SpecException.class,
                () -> SpecReader.withoutFiles().read(List.of(SpecOverride.step(values)), SpecTexts.DIRECTORY)));
    }
}
