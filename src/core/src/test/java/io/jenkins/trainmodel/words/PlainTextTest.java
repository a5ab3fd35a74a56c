package io.jenkins.trainmodel.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void shouldCutALineByTheRoomThatItTakes() {
        assertThat(PlainText.narrow("twelve chars", 12)).isEqualTo("twelve chars");
        assertThat(PlainText.narrow("thirteen char", 12)).isEqualTo("thirteen cha…");
        assertThat(PlainText.narrow("六个中文字符", 12)).isEqualTo("六个中文字符");
        assertThat(PlainText.narrow("七个中文的字符", 12)).isEqualTo("七个中文的字…");
        assertThat(PlainText.narrow("七a个中文的", 4)).isEqualTo("七a…");
        assertThat(PlainText.narrow("", 4)).isEmpty();
        assertThat(PlainText.width("a中")).isEqualTo(3);
    }

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
