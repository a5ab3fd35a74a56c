package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
    @Test
    void shouldWriteSample(@TempDir Path folder) throws Exception {
        Path page = folder.resolve("report.html");
        ReportPage.write(page, SampleRun.finished());
        assertThat(page).isNotEmptyFile();
    }
}
