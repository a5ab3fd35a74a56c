package io.jenkins.trainmodel.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.browser.BrowserPage;
import io.jenkins.trainmodel.browser.Chromium;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Opens pages in a real browser, from files, as people open them; skipped where there is no browser. */
abstract class BrowserTest {
    @TempDir
    static Path folder;

    static Chromium chromium;
    static Path sample;

    @BeforeAll
    static void startBrowser() throws Exception {
        chromium = Chromium.startOrSkip("the report's browser tests");
        sample = folder.resolve("report.html");
        ReportPage.write(sample, SampleRun.finished());
    }

    @AfterEach
    void closePages() {
        chromium.closePages();
    }

    @AfterAll
    static void endBrowser() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
    }

    static BrowserPage open(int width, String scheme) {
        BrowserPage page = chromium.open().size(width, 900).systemScheme(scheme).visit(sample);
        page.await("document.documentElement.dataset.ready === 'true'");
        return page;
    }

    static String chart(String key) {
        return "echarts.getInstanceByDom(document.querySelector('[data-chart=\"%s\"] .plot'))".formatted(key);
    }

    /** The values of a drawn line; null for a gap. */
    static List<Double> drawn(BrowserPage page, String key, String line) {
        JsonNode values = page.ask(chart(key) + ".getOption().series.find(one => one.id === '" + line
                + "').data.map(point => (point.value ?? point)[1])");
        List<Double> drawn = new ArrayList<>();
        values.forEach(value -> drawn.add(value.isNull() ? null : value.asDouble()));
        return drawn;
    }
}
