package io.jenkins.plugins.trainmodel.planned;

import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.message.Audience;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jvnet.localizer.Localizable;

/** Answers to planned stops as people read them. */
final class AnswerWords {
    private final Locale locale;
    private final Audience audience;

    AnswerWords(Audience audience) {
        this.audience = audience;
        this.locale = Locale.forLanguageTag(audience.language().tag());
    }

    /**
     * What was answered.
     *
     * @param word one of {@link AnswerKind}; any other one stands for the end of the build
     */
    String of(String word) {
        return say(AnswerKind.find(word).map(AnswerWords::of).orElseGet(() -> Messages._AnswerWords_aborted()));
    }

    private static Localizable of(AnswerKind kind) {
        return switch (kind) {
            case CONTINUE -> Messages._AnswerWords_continued();
            case FINISH -> Messages._AnswerWords_finished();
            case DISCARD -> Messages._AnswerWords_discarded();
        };
    }

    /** Who answered; that the time was over where nobody did. */
    String by(StopLog.Line line) {
        return Reader.recorded(audience, line.by());
    }

    /** Key and value of each change. */
    static String changes(StopLog.Line line) {
        return line.changes().entrySet().stream()
                .map(change -> change.getKey() + " = " + change.getValue())
                .collect(Collectors.joining(", "));
    }

    /** A message in the language of whoever reads. */
    String say(Localizable words) {
        return words.toString(locale);
    }
}
