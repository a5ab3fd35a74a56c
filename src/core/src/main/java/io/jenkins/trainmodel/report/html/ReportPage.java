package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.run.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes report.html: a run for people, in one file that needs nothing else. The file is bounded whatever the run
 * recorded: curves are downsampled, tables are cut and say so.
 */
public final class ReportPage {
    private ReportPage() {}

    /**
     * Writes the page, or replaces it.
     *
     * @throws IOException if it cannot be written; a page that stood there before is left as it was
     */
    public static void write(Path reportHtml, RunHistory history) throws IOException {
        write(reportHtml, RunReader.read(history, Instant.now(), ModelSize.of(history, reportHtml), Optional.empty()));
    }

    /** The page as text, for where its place is not known yet; to be encoded as UTF-8. */
    public static String text(RunHistory history) {
        return render(RunReader.read(history, Instant.now(), Optional.empty(), Optional.empty()));
    }

    static void write(Path reportHtml, ReportData run) throws IOException {
        DurableFiles.write(reportHtml, render(run).getBytes(StandardCharsets.UTF_8));
    }

    private static String render(ReportData run) {
        return new PageTemplate().render(PageView.of(run), new CurveBuilder(run).build());
    }
}
