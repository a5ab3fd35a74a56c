package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.event.TrainingEvent.ClassCount;
import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import io.jenkins.trainmodel.event.TrainingEvent.DataRead;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.words.DataWords;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of data before training. */
class DataViewTest {
    private static final DataRead DATA = new DataRead(
            "0123456789abcdef",
            List.of(new DataFile("train <b>.csv", "aa11"), new DataFile("held.csv", "bb22")),
            2,
            List.of(new ClassCount("cat", 1200, 300, 0), new ClassCount("dog", 12, 3, 1)),
            7,
            Optional.of(5L),
            List.of("border", "edge"),
            2);

    private static RunHistory history(DataRead... data) {
        RunHistory history = new RunHistory();
        history.add(EventSamples.record(1, EventSamples.started()));
        for (int index = 0; index < data.length; index++) {
            history.add(EventSamples.record(2 + index, data[index]));
        }
        return history;
    }

    @Test
    void shouldShowFilesClassesAndWhatTeachesNothing() {
        String page = ReportPage.ofPackage(history(DATA));

        assertThat(page)
                .contains("<a href=\"#dataset\">", "train &lt;b&gt;.csv", "aa11", "held.csv", "bb22")
                .contains("<bdi>cat</bdi></th><td>1,200</td><td>300</td><td>0</td>", "and 5 more classes")
                .contains(
                        "Duplicates in the training data, equal to what came before in all that is learned from: 5",
                        "nothing to learn from: border, edge")
                .doesNotContain("train <b>");
        assertThat(EmbeddedReport.of(history(DATA)).parts().get("data")).contains("<bdi>dog</bdi>");
    }

    /** The script of the page finds the curves by their identifier. */
    @Test
    void shouldLeaveTheCurvesTheirIdentifier() {
        assertThat(ReportPage.ofPackage(history(DATA))).containsOnlyOnce("id=\"data\"");
    }

    @Test
    void shouldShowNothingOfARunThatHasNotToldIt() {
        assertThat(EmbeddedReport.of(history()).parts().get("data")).isEmpty();
        assertThat(ReportPage.ofPackage(history())).doesNotContain("href=\"#dataset\"");
    }

    @Test
    void shouldKeepWhatIsToldLastAndNotTheTailOfALongList() {
        DataRead many = new DataRead(
                "ff",
                Collections.nCopies(100, new DataFile("a.txt", "00")),
                250,
                List.of(),
                0,
                Optional.empty(),
                List.of(),
                0);

        String part = EmbeddedReport.of(history(DATA, many)).parts().get("data");

        assertThat(part).contains("and 150 more").doesNotContain("held.csv", "Duplicates", "Class");
    }

    @Test
    void shouldSayItInALine() {
        assertThat(DataWords.line(DATA, Audience.RECORD))
                .isEqualTo("data: train <b>.csv, held.csv, SHA-256 0123456789ab…; classes: 7, the largest of them cat"
                        + " with 1,200; duplicates in the training data: 5; features"
                        + " that are the same in every training sample: 2 (border, edge)");
    }

    @Test
    void shouldNameTheSmallestClassWhereAllAreTold() {
        DataRead all = new DataRead(
                "ff", DATA.files(), 2, DATA.classes(), DATA.classes().size(), Optional.empty(), List.of(), 0);

        assertThat(DataWords.line(all, Audience.RECORD)).endsWith("classes: 2, from cat with 1,200 to dog with 12");
    }
}
