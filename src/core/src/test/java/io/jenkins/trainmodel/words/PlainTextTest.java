package io.jenkins.trainmodel.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void shouldLeaveOrdinaryTextInAnyScript() {
        assertThat(PlainText.of("Größe שלום 🙂 <b>")).isEqualTo("Größe שלום 🙂 <b>");
    }

    @Test
    void shouldMakeVisibleWhatTurnsTheDirection() {
        assertThat(PlainText.of("a\u202Eb\u2066c")).isEqualTo("a\uFFFDb\uFFFDc");
    }

    @Test
    void shouldCutLongTextBetweenCharacters() {
        assertThat(PlainText.of("ab🙂cd", 3)).isEqualTo("ab…");
        assertThat(PlainText.of("abcd", 3)).isEqualTo("abc…");
        assertThat(PlainText.of("abc", 3)).isEqualTo("abc");
    }
}
