package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.TrainingEvent.TextWritten;
import io.jenkins.trainmodel.words.PlainText;
import io.jenkins.trainmodel.words.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a language model wrote after the epochs whose texts are known, none of which is trusted, the newest first; of earlier
 * ones so many as a page bears.
 */
record WrittenTextView(List<OfEpoch> epochs) {

    /** Texts of an epoch at the most, as long as readers of the log leave them. */
    private static final int MOST = 20;

    /** Characters of all epochs before the newest. */
    private static final int MOST_BEFORE = 100_000;

    /**
     * The texts of an epoch.
     *
     * @param when after which epoch, in words
     */
    record OfEpoch(String when, List<TextWritten.Text> texts) {
        private static OfEpoch of(ReportData run, String key, TextWritten written) {
            return new OfEpoch(
                    run.say(key, Quantity.count(written.epoch())),
                    written.texts().stream()
                            .limit(MOST)
                            .map(text -> new TextWritten.Text(plain(text.prompt()), plain(text.text())))
                            .toList());
        }

        private int characters() {
            return texts.stream()
                    .mapToInt(text -> text.prompt().length() + text.text().length())
                    .sum();
        }
    }

    static Optional<WrittenTextView> of(ReportData run) {
        List<TextWritten> written = run.notable(TextWritten.class);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        int newest = written.size() - 1;
        List<OfEpoch> epochs = new ArrayList<>(List.of(OfEpoch.of(run, "written.when", written.get(newest))));
        int room = MOST_BEFORE;
        for (int i = newest - 1; i >= 0; i--) {
            OfEpoch earlier = OfEpoch.of(run, "written.before", written.get(i));
            room -= earlier.characters();
            if (room < 0) {
                break;
            }
            epochs.add(earlier);
        }
        return Optional.of(new WrittenTextView(epochs));
    }

    private static String plain(String text) {
        return PlainText.lines(text, TextWritten.LONGEST);
    }
}
