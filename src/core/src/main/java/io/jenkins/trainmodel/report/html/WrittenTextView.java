package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.TrainingEvent.TextWritten;
import io.jenkins.trainmodel.words.PlainText;
import io.jenkins.trainmodel.words.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * Texts that are not trusted, of which there are so many at most, as long as readers of the log leave them: what a language
 * model wrote after the newest epoch whose texts are known.
 *
 * @param when after which epoch, in words
 */
record WrittenTextView(String when, List<TextWritten.Text> texts) {

    private static final int MOST = 20;

    static Optional<WrittenTextView> of(ReportData run) {
        List<TextWritten> written = run.notable(TextWritten.class);
        return written.isEmpty() ? Optional.empty() : Optional.of(of(run, written.get(written.size() - 1)));
    }

    private static WrittenTextView of(ReportData run, TextWritten written) {
        return new WrittenTextView(
                run.say("written.when", Quantity.count(written.epoch())),
                written.texts().stream()
                        .limit(MOST)
                        .map(text -> new TextWritten.Text(plain(text.prompt()), plain(text.text())))
                        .toList());
    }

    private static String plain(String text) {
        return PlainText.lines(text, TextWritten.LONGEST);
    }
}
