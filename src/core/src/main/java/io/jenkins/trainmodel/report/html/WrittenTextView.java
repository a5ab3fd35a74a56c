package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.TrainingEvent.TextWritten;
import io.jenkins.trainmodel.words.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * What a language model wrote after the newest epoch whose texts are known.
 *
 * @param when after which epoch, in words
 */
record WrittenTextView(String when, List<TextWritten.Text> texts) {

    static Optional<WrittenTextView> of(ReportData run) {
        List<TextWritten> written = run.notable(TextWritten.class);
        return written.isEmpty() ? Optional.empty() : Optional.of(of(run, written.get(written.size() - 1)));
    }

    private static WrittenTextView of(ReportData run, TextWritten written) {
        return new WrittenTextView(run.say("written.when", Quantity.count(written.epoch())), written.texts());
    }
}
