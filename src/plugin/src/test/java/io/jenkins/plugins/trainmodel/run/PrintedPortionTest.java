package io.jenkins.plugins.trainmodel.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintedPortionTest {
    @Test
    void shouldEndWithTheLastWholeLineAlsoWhereAPortionIsFull() {
        byte[] bytes = bytes("one\ntwo\n损");

        assertThat(PrintedPortion.of(bytes, 100)).isEqualTo(new PrintedPortion(List.of("one", "two"), 8, false));
        assertThat(PrintedPortion.of(bytes, 11)).isEqualTo(new PrintedPortion(List.of("one", "two"), 8, true));
        assertThat(PrintedPortion.ofEnded(bytes, 11)).isEqualTo(new PrintedPortion(List.of("one", "two"), 8, true));
    }

    @Test
    void shouldTakeTheLastLineOfWhatHasEndedWithoutOne() {
        assertThat(PrintedPortion.ofEnded(bytes("one\ntwo"), 100))
                .isEqualTo(new PrintedPortion(List.of("one", "two"), 7, false));
        assertThat(PrintedPortion.of(bytes("two"), 100)).isEqualTo(new PrintedPortion(List.of(), 0, false));
    }

    @Test
    void shouldNotWaitForTheEndOfALineThatFillsAPortion() {
        assertThat(PrintedPortion.of(bytes("one"), 3)).isEqualTo(new PrintedPortion(List.of("one"), 3, true));
        assertThat(PrintedPortion.of(new byte[0], 3)).isEqualTo(new PrintedPortion(List.of(), 0, false));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
