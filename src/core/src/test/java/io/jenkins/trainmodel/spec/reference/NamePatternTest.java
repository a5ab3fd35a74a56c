package io.jenkins.trainmodel.spec.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "fc.weight, fc.weight, true",
        "fc.weight, fc.weights, false",
        "fc.*, fc.weight, true",
        "fc.*, fc., true",
        "fc.*, fcx, false",
        "*.bias, fc.bias, true",
        "*.bias, bias, false",
        "*, anything, true",
        "night-*-a, night-1-a, true",
        "ab*ba, aba, false",
        "*a*b*, xaxbx, true",
        "*a*b*, xbxax, false",
        "a*b*c, abbc, true",
        "(.+), fc, false"
    })
    void shouldLetAStarStandForAnyCharacters(String pattern, String name, boolean matches) {
        assertThat(new NamePattern(pattern).matches(name)).isEqualTo(matches);
    }

    /** One that tries every way to share the text among the stars does not come to an end. */
    @Test
    void shouldNotBeKeptBusyByManyStars() {
        NamePattern hostile = new NamePattern("*a".repeat(90) + "*b");

        assertThat(hostile.matches("a".repeat(100_000))).isFalse();
    }
}
