package io.jenkins.trainmodel.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvenChoiceTest {
    private final EvenChoice<Integer> choice = new EvenChoice<>(5, 1_000, number -> 10);

    private void offer(int count) {
        IntStream.range(0, count).forEach(choice::add);
    }

    @Test
    void shouldKeepAllWhileThereIsRoom() {
        offer(4);

        assertThat(choice.toList()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void shouldKeepEverySecondAndTheNewestWhenThereAreMore() {
        offer(6);

        assertThat(choice.toList()).containsExactly(0, 2, 4, 5);
        assertThat(choice.newest()).contains(5);
    }

    @Test
    void shouldStayBoundedAndEvenWhateverComes() {
        offer(10_000);

        List<Integer> kept = choice.toList();
        assertThat(kept)
                .hasSizeLessThanOrEqualTo(5)
                .startsWith(0)
                .endsWith(9_999)
                .isSorted();
        assertThat(kept.get(2) - kept.get(1)).isEqualTo(kept.get(1) - kept.get(0));
    }

    @Test
    void shouldForgetWhatIsVoid() {
        offer(6);

        choice.removeIf(number -> number > 3);

        assertThat(choice.toList()).containsExactly(0, 2);
        assertThat(choice.newest()).contains(2);
    }

    @Test
    void shouldKeepAsManyBytesAsItMay() {
        EvenChoice<Integer> bounded = new EvenChoice<>(1_000_000, 1_000, number -> 100);

        IntStream.range(0, 10_000).forEach(bounded::add);

        List<Integer> kept = bounded.toList();
        assertThat(bounded.bytes()).isBetween(400L, 1_000L);
        assertThat(kept).startsWith(0).endsWith(9_999).isSorted();
        assertThat(kept.get(2) - kept.get(1)).isEqualTo(kept.get(1) - kept.get(0));
    }

    @Test
    void shouldTakeOneThatIsLargerThanAllMayBe() {
        EvenChoice<Integer> bounded = new EvenChoice<>(5, 10, number -> 1_000);

        IntStream.range(0, 100).forEach(bounded::add);

        assertThat(bounded.toList()).containsExactly(0, 99);
    }

    @Test
    void shouldGoOnEvenlyAfterWhatIsVoid() {
        offer(6);
        choice.removeIf(number -> number > 2);

        choice.add(7);

        assertThat(choice.toList()).containsExactly(0, 2, 7);
    }
}
