package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.event.TrainingEvent.TextWritten;
import io.jenkins.trainmodel.report.RunHistory;
import java.util.Collections;
import java.util.List;
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
    void shouldShowTheNewestAlone() {
        assertThat(part(after(1, "Once", " upon"), after(2, "Once", " more")))
                .contains("After epoch 2", "<b>Once</b> more")
                .doesNotContain("upon");
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
}
