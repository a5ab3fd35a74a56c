package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.backtest.CurveReader;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.words.PlainText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes report.html: a run for people, in one file that needs nothing else. The file is bounded whatever the run
 * recorded: curves are downsampled, tables are cut and say so.
 */
public final class ReportPage {
    /** A run that says its name nowhere. */
    static final String UNNAMED = "unnamed run";

    private ReportPage() {}

    /** As {@link #write(Path, RunHistory, Audience)}, in English. */
    public static void write(Path reportHtml, RunHistory history) throws IOException {
        write(reportHtml, history, Audience.RECORD);
    }

    /**
     * Writes the page of a run directory, or replaces it. A run that never began is called as its directory.
     *
     * @throws IOException if it cannot be written; a page that stood there before is left as it was
     */
    public static void write(Path reportHtml, RunHistory history, Audience audience) throws IOException {
        write(
                reportHtml,
                RunReader.read(
                        history,
                        directoryOf(reportHtml),
                        Instant.now(),
                        ModelSize.of(history, reportHtml),
                        referenceBeside(reportHtml),
                        Optional.empty(),
                        audience));
    }

    /** The curve of the run that this one is compared with; a page without it is better than none. */
    private static Optional<Curve> referenceBeside(Path reportHtml) {
        Path file = new RunDirectory(reportHtml.toAbsolutePath().normalize().getParent()).reference();
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(CurveReader.read(file))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static String directoryOf(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                .flatMap(directory -> Optional.ofNullable(directory.getFileName()))
                .map(name -> PlainText.line(name.toString()))
                .orElse(UNNAMED);
    }

    /** As {@link #ofPackage(RunHistory, Audience)}, in English. */
    public static String ofPackage(RunHistory history) {
        return ofPackage(history, Audience.RECORD);
    }

    /** The page of a model package, which lies in the run directory, as text; to be encoded as UTF-8. */
    public static String ofPackage(RunHistory history, Audience audience) {
        ReportData run = RunReader.read(
                history, UNNAMED, Instant.now(), Optional.empty(), Optional.empty(), Optional.empty(), audience);
        return render(PageView.ofPackage(run), run);
    }

    static void write(Path reportHtml, ReportData run) throws IOException {
        DurableFiles.write(reportHtml, render(PageView.of(run), run).getBytes(StandardCharsets.UTF_8));
    }

    private static String render(PageView view, ReportData run) {
        return new PageTemplate().render(view, new CurveBuilder(run).build(), run.audience());
    }
}
