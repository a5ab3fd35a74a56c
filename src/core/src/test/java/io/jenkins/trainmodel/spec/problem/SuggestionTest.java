package io.jenkins.trainmodel.spec.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class SuggestionTest {
    private static final List<String> WORDS = List.of("learningRate", "weightDecay", "momentum", "nesterov");

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void shouldForgiveOneLetter(
            @ForAll @IntRange(max = 3) int word,
            @ForAll @IntRange(max = 7) int position,
            @ForAll @AlphaChars char letter,
            @ForAll @IntRange(max = 3) int mistake) {
        String meant = WORDS.get(word);
        StringBuilder written = new StringBuilder(meant);
        switch (mistake) {
            case 0 -> written.insert(position, letter);
            case 1 -> written.deleteCharAt(position);
            case 2 -> written.setCharAt(position, letter);
            default -> written.insert(position + 1, written.charAt(position - (position > 0 ? 1 : 0)));
        }

        assertThat(Suggestion.nearest(written.toString(), WORDS)).contains(meant);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void shouldMeasureADistance(
            @ForAll @AlphaChars @StringLength(max = 8) String one,
            @ForAll @AlphaChars @StringLength(max = 8) String other) {
        int distance = Suggestion.distance(one, other);

        assertThat(distance).isEqualTo(Suggestion.distance(other, one));
        assertThat(distance).isBetween(Math.abs(one.length() - other.length()), Math.max(one.length(), other.length()));
        assertThat(distance == 0).isEqualTo(one.equalsIgnoreCase(other));
    }

    @Example
    void shouldCountASwapAsOne() {
        assertThat(Suggestion.distance("mni", "min")).isEqualTo(1);
        assertThat(Suggestion.distance("kitten", "sitting")).isEqualTo(3);
    }

    @Example
    void shouldNotGuessWildly() {
        assertThat(Suggestion.nearest("transformer", List.of("mlp", "lenet"))).isEmpty();
        assertThat(Suggestion.nearest("", WORDS)).isEmpty();
        assertThat(Suggestion.nearest("momentum".repeat(1_000), WORDS)).isEmpty();
    }

    @Example
    void shouldCompleteABeginning() {
        assertThat(Suggestion.nearest("learn", WORDS)).contains("learningRate");
    }
}
