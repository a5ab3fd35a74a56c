package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.event.TrainingEvent.ImagesVaried;
import io.jenkins.trainmodel.report.RunHistory;
import org.junit.jupiter.api.Test;

class VariedImagesTest {
    private static final EventRecord VARIED = EventSamples.record(2, new ImagesVaried(4, 3, EventSamples.PICTURE));

    private static RunHistory history() {
        RunHistory history = new RunHistory();
        history.add(EventSamples.record(1, EventSamples.started()));
        history.add(VARIED);
        return history;
    }

    @Test
    void shouldHoldThePictureInThePageThatStandsAlone() {
        assertThat(ReportPage.ofPackage(history()))
                .contains("src=\"data:image/png;base64," + EventSamples.PICTURE.base64()
                        + "\" width=\"290\" height=\"145\"")
                .contains("alt=\"4 training images", "<a href=\"#varied\">");
    }

    @Test
    void shouldLeaveThePictureToTheProgramWhosePageItIs() {
        EmbeddedReport report = EmbeddedReport.of(history());

        assertThat(report.parts().get("varied")).contains("src=\"" + EmbeddedReport.IMAGES + "\"");
        assertThat(report.parts().toString()).doesNotContain("base64");
        assertThat(EmbeddedReport.of(new RunHistory()).parts().get("varied")).isEmpty();
    }
}
