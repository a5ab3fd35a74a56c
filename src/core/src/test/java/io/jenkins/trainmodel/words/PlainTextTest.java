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

    @Test
    void shouldLeaveOutWhatOnlyTerminalsObey() {
        assertThat(PlainText.withoutEscapes("plain [31m")).isEqualTo("plain [31m");
        assertThat(PlainText.withoutEscapes("\u001b[1;38;5;196mred\u001b[0m and \u001b[4:3munder\u001b[K"))
                .isEqualTo("red and under");
        assertThat(PlainText.withoutEscapes("\u001b]8;;https://example.org\u001b\\a link\u001b]8;;\u001b\\"))
                .isEqualTo("a link");
        assertThat(PlainText.withoutEscapes("\u001b]0;title\u0007\u001b(Btext\u001b7\u001b[?25l"))
                .isEqualTo("text");
        assertThat(PlainText.withoutEscapes("cut \u001b[31")).isEqualTo("cut ");
        assertThat(PlainText.withoutEscapes("\u001b]unended\nnext")).isEqualTo("\nnext");
    }
}
