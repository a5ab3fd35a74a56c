package io.jenkins.trainmodel.report.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.drift.ColumnDrift;
import io.jenkins.trainmodel.drift.ColumnDrift.Bin;
import io.jenkins.trainmodel.drift.ColumnKind;
import io.jenkins.trainmodel.drift.DataDrift;
import io.jenkins.trainmodel.drift.SchemaDifference;
import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.html.EmbeddedReport;
import io.jenkins.trainmodel.report.html.ReportPage;
import io.jenkins.trainmodel.words.DriftWords;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of pages that shows how data has changed. */
class DriftViewTest {
    private static final Audience CHINESE = Audience.of(Locale.CHINA, ZoneOffset.UTC);

    private static RunHistory history(DataDrift drift) {
        RunHistory history = new RunHistory();
        history.add(EventSamples.record(1, EventSamples.started()));
        history.add(EventSamples.record(2, new TrainingEvent.DataCompared(drift)));
        return history;
    }

    @Test
    void shouldShowColumnsSchemaAndPictures() {
        String page = ReportPage.ofPackage(history(EventSamples.DRIFT));

        assertThat(page)
                .contains("<a href=\"#drift\">", "id=\"drift\"", "nightly #41")
                .contains("New columns: border", "city (was number, is category)")
                .contains("<bdi>age</bdi>", "0.375", "digit (predicted)")
                .contains("&lt; 18", "75 % · 88 %", ">missing</text>");
        assertThat(EmbeddedReport.of(history(EventSamples.DRIFT)).parts().get("ledger"))
                .contains("id=\"drift\"");
        assertThat(ReportPage.ofPackage(new RunHistory())).doesNotContain("id=\"drift\"");
    }

    private static ColumnDrift column(String name, double index, String word) {
        return new ColumnDrift(
                name, ColumnKind.CATEGORY, index, 0.125, List.of(new Bin(Bin.Kind.VALUES, word, 0.25, 0.75)));
    }

    private static DataDrift drift(double label) {
        return new DataDrift(
                "nightly",
                1000,
                1000,
                new SchemaDifference(List.of(), 0, List.of(), 0, List.of(), 0),
                List.of(column("age", 0.5, "a"), column("city", 0.1, "b")),
                2,
                Optional.of(column("kind", label, "中文字符中文字符中文字符")));
    }

    @Test
    void shouldDrawWhatDiffersByMoreThanChanceAndMostFirst() {
        DriftView still = DriftView.of(drift(0.0000625), Audience.RECORD);
        DriftView moved = DriftView.of(drift(0.75), Audience.RECORD);

        assertThat(still.pictures()).extracting(DriftPicture::title).containsExactly("age");
        assertThat(still.rows().get(0).index()).isEqualTo("< 0.001");
        assertThat(moved.pictures()).extracting(DriftPicture::title).containsExactly("kind (predicted)", "age");
        assertThat(moved.pictures().get(0).rows().get(0).values()).isEqualTo("中文字符中文字符中…");
    }

    @Test
    void shouldSayItInALineInBothLanguages() {
        assertThat(DriftWords.line(EventSamples.DRIFT, Audience.RECORD))
                .isEqualTo("data beside that of nightly #41: columns compared: 1; population stability index of age,"
                        + " which differs most: 0.375; of digit, which is predicted: 0.0625; columns that are new:"
                        + " 1, gone: 0, of another kind: 1");
        assertThat(DriftWords.line(EventSamples.DRIFT, CHINESE)).contains("群体稳定性指标");
    }

    /** What a stranger's log says of columns is text, is cut, and fills no page. */
    @Test
    void shouldBoundAndEscapeWhatStrangersSay() {
        List<Bin> bins = IntStream.range(0, 200)
                .mapToObj(at -> new Bin(Bin.Kind.VALUES, "<script>" + at + "x".repeat(100), 0.5, 0.25))
                .toList();
        List<ColumnDrift> columns = IntStream.range(0, 150)
                .mapToObj(at -> new ColumnDrift("<img>" + "y".repeat(200) + at, ColumnKind.NUMBER, 9, 1, bins))
                .toList();
        DataDrift drift = new DataDrift(
                "<b>",
                1,
                1,
                new SchemaDifference(
                        IntStream.range(0, 100).mapToObj(at -> "<i>" + at).toList(), 5000, List.of(), 0, List.of(), 0),
                columns,
                150,
                Optional.empty());

        DriftView view = DriftView.of(drift, Audience.RECORD);
        assertThat(view.rows()).hasSize(20);
        assertThat(view.more()).contains("130");
        assertThat(view.pictures()).hasSize(4);
        assertThat(view.pictures().get(0).rows()).hasSizeLessThanOrEqualTo(14);
        assertThat(ReportPage.ofPackage(history(drift)))
                .contains("Columns that are not shown, since they differ less or by chance alone: 130");
        assertThat(view.schema()).singleElement().asString().contains("and 4,980 more");
        assertThat(ReportPage.ofPackage(history(drift))).doesNotContain("<img>", "<i>0", "<script>0");
    }
}
