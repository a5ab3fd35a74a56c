package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.event.TrainingEvent.TextWritten;
import io.jenkins.trainmodel.report.RunHistory;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WrittenTextTest {
    private static String part(TextWritten... texts) {
        RunHistory history = new RunHistory();
        for (int i = 0; i < texts.length; i++) {
            history.add(EventSamples.record(i + 1, texts[i]));
        }
        return EmbeddedReport.of(history).parts().get("written");
    }

    private static TextWritten after(int epoch, String prompt, String text) {
        return new TextWritten(epoch, 10L * epoch, List.of(new TextWritten.Text(prompt, text)));
    }

    @Test
    void shouldShowTheTextsOfEveryEpochTheNewestFirst() {
        assertThat(part(after(1, "Once", " upon"), after(2, "Once", " more")))
                .containsSubsequence("After epoch 2,", "<b>Once</b> more", "After epoch 1:", "<b>Once</b> upon");
        assertThat(part()).isEmpty();
    }

    /** Line ends and tabs belong to a text; what turns a line around, ends it or rings a bell does not. */
    @Test
    void shouldLetNoTextBecomeMarkupOrTurnItsLineAround() {
        assertThat(part(after(
                        1, "<script>alert(1)</script>\u202e", "a\n\tb\u0007\u001b[31m\u2028\u2066</bdi><img src=x>")))
                .contains(
                        "&lt;script&gt;alert(1)&lt;/script&gt;\uFFFD",
                        "a\n\tb\uFFFD\uFFFD[31m\uFFFD\uFFFD&lt;/bdi&gt;&lt;img")
                .doesNotContain("<script", "<img");
    }

    @Test
    void shouldShowNoMoreThanAPageBears() {
        String endless = "<".repeat(1_000_000);
        TextWritten many = new TextWritten(1, 10, Collections.nCopies(1000, new TextWritten.Text(endless, endless)));

        assertThat(part(many).length()).isLessThan(20 * 2 * 5 * TextWritten.LONGEST);
    }

    @Test
    void shouldShowSoManyEpochsAsAPageBears() {
        TextWritten[] epochs = IntStream.rangeClosed(1, 3)
                .mapToObj(epoch -> new TextWritten(
                        epoch, 10L * epoch, Collections.nCopies(20, new TextWritten.Text("Once", "x".repeat(3000)))))
                .toArray(TextWritten[]::new);

        assertThat(part(epochs)).contains("After epoch 3,", "After epoch 2:").doesNotContain("After epoch 1:");
    }
}
