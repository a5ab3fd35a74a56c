package io.jenkins.trainmodel.trainer.run.watch;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.report.MetricsCsv;
import io.jenkins.trainmodel.report.ReportJson;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.html.ReportPage;
import io.jenkins.trainmodel.run.RunDirectory;
import java.io.IOException;

/** The files that sum a run up, made from its events alone: {@code report.html}, {@code report.json}, {@code metrics.csv}. */
public final class Reports {
    private Reports() {}

    /** Writes them, or replaces them, with a page in English; also while the run goes on. */
    public static void write(RunDirectory directory) throws IOException {
        write(directory, Audience.RECORD);
    }

    /** Writes them, or replaces them; also while the run goes on. The page is for this reader. */
    public static void write(RunDirectory directory, Audience audience) throws IOException {
        RunHistory history = RunHistory.read(directory.events());
        ReportJson.write(directory.reportJson(), history);
        MetricsCsv.write(directory.metricsCsv(), history.epochs());
        ReportPage.write(directory.reportHtml(), history, audience);
    }
}
