package io.jenkins.trainmodel.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.message.SourceSentences.Sentence;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every sentence of a module's classes is known by a pattern, so that it is said again to whoever reads no English. */
public abstract class RecordedSentencesChecks {
    /** Two words that follow each other. */
    static final Pattern ENGLISH = Pattern.compile("[a-z]{3,}[,;:]? [a-z]{2,}|\\b[A-Z][a-z]+ [a-z]{2,}");

    private final Recorded patterns;
    private final Pattern unread;

    /**
     * For a module.
     *
     * @param patterns by which it is said again
     * @param unread finds, in {@code path/Class.java: text}, what is no sentence for people
     */
    protected RecordedSentencesChecks(Recorded patterns, Pattern unread) {
        this.patterns = patterns;
        this.unread = unread;
    }

    @Test
    void shouldKnowEverySentenceThatClassesSay() {
        List<Sentence> sentences = SourceSentences.ofModule().stream()
                .filter(sentence -> !unread.matcher(sentence.toString()).find())
                .toList();

        assertThat(sentences).isNotEmpty();
        assertThat(sentences.stream().filter(sentence -> !isKnown(sentence))).isEmpty();
    }

    private boolean isKnown(Sentence sentence) {
        return sentence.readings().stream()
                .map(reading -> reading.strip().replaceAll("\\s+", " "))
                .anyMatch(reading -> patterns.unknown(reading).stream()
                        .noneMatch(part -> ENGLISH.matcher(part).find()));
    }
}
