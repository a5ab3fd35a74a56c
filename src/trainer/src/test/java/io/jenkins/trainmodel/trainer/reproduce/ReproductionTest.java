package io.jenkins.trainmodel.trainer.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReproductionTest {
    private static Reproduction of(Difference.Kind kind) {
        return new Reproduction(List.of(new Difference(kind, "of it", "1", "2", 3)), 4, 5);
    }

    @ParameterizedTest
    @EnumSource(names = {"ENVIRONMENT", "METRIC", "END"})
    void shouldLetBitsAloneDecide(Difference.Kind kind) {
        assertThat(of(kind).isEqual()).isTrue();
    }

    @Test
    void shouldNotCallAModelWithOtherBitsEqual() {
        assertThat(of(Difference.Kind.PARAMETERS).isEqual()).isFalse();
    }

    @Test
    void shouldNotCallEqualWhatWasNotTrained() {
        assertThat(new Reproduction(List.of(), 0, 0).isEqual()).isFalse();
    }
}
