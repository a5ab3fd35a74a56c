package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.browser.BrowserPage;
import io.jenkins.trainmodel.report.html.MetricSeries.Sampling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing that a run recorded can run, leave the page or make it freeze. */
class ReportPageSafetyIT extends BrowserTest {
    private static final String HOSTILE =
            "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=2'>"
                    + "\"'`${window.hacked=3}\u2028\u202Egnp.exe {{name}} <!-- ";

    /** What turns the writing direction is made visible; all else is shown as it is. */
    private static final String SHOWN = HOSTILE.replace('\u202E', '\uFFFD');

    @Test
    void shouldKeepHostileTextInert() throws Exception {
        MetricSeries hostile = new MetricSeries(
                "validation/" + HOSTILE, Sampling.EPOCH, new double[] {45, 90}, new double[] {1, 2}, new double[] {1, 2
                });
        Path file = folder.resolve("hostile.html");
        ReportPage.write(
                file,
                SampleRun.ofEpochs(3)
                        .named(HOSTILE)
                        .judgedBy(HOSTILE)
                        .with(hostile)
                        .build());

        BrowserPage page = chromium.open().size(1440, 900).visit(file);
        page.await("document.documentElement.dataset.ready === 'true'");
        page.ask("document.querySelectorAll('.chart').forEach(one => one.scrollIntoView({behavior: 'instant'}))");
        page.await("document.querySelectorAll('.chart .legend button').length > 8");

        assertThat(page.ask("window.hacked === undefined").asBoolean()).isTrue();
        assertThat(page.ask("document.images.length + document.scripts.length").asInt())
                .isEqualTo(3);
        assertThat(page.ask("document.querySelector('h1').textContent").asText())
                .isEqualTo(SHOWN);
        assertThat(page.ask("[...document.querySelectorAll('.chart h3')].map(one => one.textContent).join()")
                        .asText())
                .contains(SHOWN);
        assertThat(page.problems()).isEmpty();
        assertThat(page.requests()).containsExactly(file.toUri().toString());
    }

    @Test
    void shouldRunNoScriptThatIsNotItsOwn() {
        BrowserPage page = open(1440, "light");

        page.ask(
                "{ const s = document.createElement('script'); s.textContent = 'window.hacked = 1'; document.body.append(s);"
                        + " const d = document.createElement('div'); d.innerHTML = '<img src=\"https://example.invalid/x.png\" "
                        + "onerror=\"window.hacked = 2\">'; document.body.append(d); }");
        page.settle();

        assertThat(page.ask("window.hacked === undefined").asBoolean()).isTrue();
        assertThat(page.problems()).anyMatch(problem -> problem.contains("Content Security Policy"));
    }

    @Test
    void shouldNotFreezeOnAMillionPoints() throws Exception {
        Path file = folder.resolve("million.html");
        SampleRun run = SampleRun.ofEpochs(2_000);
        Stream.of("validation/a", "validation/b", "gradient/c", "custom/d")
                .forEach(metric -> run.with(random(metric, 250_000)));
        ReportData data = run.build();
        long begin = System.nanoTime();
        ReportPage.write(file, data);
        double writing = (System.nanoTime() - begin) / 1e9;

        begin = System.nanoTime();
        BrowserPage page = chromium.open().size(1440, 900).visit(file);
        page.await("document.documentElement.dataset.ready === 'true' && " + chart("metric/loss") + " !== undefined");
        double opening = (System.nanoTime() - begin) / 1e9;
        double smoothing = page.ask(
                        "(() => { const begin = performance.now(); const s = document.getElementById('smoothing');"
                                + " s.value = 0.6; s.dispatchEvent(new Event('input')); return performance.now() - begin; })()")
                .asDouble();

        assertThat(data.series().stream().mapToInt(one -> one.values().length).sum())
                .isGreaterThan(1_000_000);
        assertThat(Files.size(file)).isLessThan(4_000_000);
        assertThat(writing).isLessThan(8);
        assertThat(opening).isLessThan(8);
        assertThat(smoothing).isLessThan(2_000);
        assertThat(page.problems()).isEmpty();
    }

    private static MetricSeries random(String metric, int points) {
        double[] steps =
                IntStream.range(0, points).asDoubleStream().map(i -> i / 3).toArray();
        double[] values = new Random(7).doubles(points).toArray();
        return new MetricSeries(metric, Sampling.STEP, steps, steps, values);
    }
}
