package io.jenkins.plugins.trainmodel.notice;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import javax.imageio.ImageIO;

/** What has to stand in the mails of the Pipeline that the documentation shows. */
final class NightlyMail {
    private NightlyMail() {}

    static void assertPlain(MimeMessage mail, String page) throws Exception {
        assertThat(mail.getSubject()).isEqualTo("told: unstable");
        Part text = Mailbox.part(mail, "text/plain").orElseThrow();
        assertThat(text.getContent().toString())
                .contains("digits: Stopped after epoch 3 of 3: maxEpochs")
                .containsPattern("Validation accuracy: 0\\.[0-9]+, best 0\\.[0-9]+")
                .containsPattern("Validation loss: .*, reference 0.000123")
                .contains(page);
    }

    static void assertRich(MimeMessage mail, String page) throws Exception {
        assertThat(mail.getSubject()).isEqualTo("told: unstable");
        String html = Mailbox.part(mail, "text/html").orElseThrow().getContent().toString();
        assertThat(html)
                .contains("<p>Stopped after epoch 3 of 3: maxEpochs")
                .containsPattern("<td align=\"left\">Validation accuracy</td><td align=\"left\">0\\.[0-9]+</td>")
                .containsPattern("<td align=\"left\">held</td><td align=\"left\">[^<]*accuracy")
                .containsPattern("<td align=\"left\">failed \\(unstable\\)</td><td align=\"left\">[^<]*loss")
                .contains("<th align=\"left\">Reference</th>", "0.000123")
                .contains("<a href=\"" + page + "\">")
                .contains(
                        "<img src=\"cid:curves-digits.png\" alt=\"Curves: training loss ",
                        "; dashed behind them those of ")
                .contains("style=\"max-width: 100%\">");
        Part picture = Mailbox.part(mail, "image/png").orElseThrow();
        assertThat(picture.getHeader("Content-ID")).containsExactly("<curves-digits.png>");
        assertThat(ImageIO.read(picture.getInputStream()).getWidth()).isEqualTo(840);
    }
}
