package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.browser.BrowserPage;
import io.jenkins.trainmodel.report.RunHistory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person sees of the page, on any screen. */
class ReportPageLooksIT extends BrowserTest {
    private static final String COLOURED_PIXELS = """
            root => {
              const canvas = root.querySelector('canvas');
              if (!canvas) return 0;
              const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
              let coloured = 0;
              for (let i = 0; i < data.length; i += 4) {
                coloured += data[i + 3] > 100 && Math.max(data[i], data[i + 1], data[i + 2])
                  - Math.min(data[i], data[i + 1], data[i + 2]) > 60;
              }
              return coloured;
            }""";

    private static final String LOW_CONTRAST = """
            (() => {
              const parse = text => text.match(/[\\d.]+/g).map(Number);
              const light = text => parse(text).slice(0, 3).map(c => c / 255)
                .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
              const behind = one => {
                const colour = getComputedStyle(one).backgroundColor;
                return (parse(colour)[3] ?? 1) > 0.5 ? colour : behind(one.parentElement);
              };
              const found = new Set();
              for (const one of document.querySelectorAll('body *')) {
                const text = [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
                if (!text || !one.checkVisibility() || one.closest('script, svg, .skip, :disabled')) continue;
                const [a, b] = [light(getComputedStyle(one).color), light(behind(one))].sort((x, y) => y - x);
                if ((a + 0.05) / (b + 0.05) < 4.5) found.add(one.outerHTML.slice(0, 120));
              }
              return [...found];
            })()""";

    @Test
    void shouldDrawEveryChartWithoutAComplaintOrARequest() {
        BrowserPage page = open(1440, "light");

        int charts = page.ask("document.querySelectorAll('.chart').length").asInt();
        for (int i = 0; i < charts; i++) {
            page.ask("document.querySelectorAll('.chart')[%d].scrollIntoView({behavior: 'instant'})".formatted(i));
            page.await("(%s)(document.querySelectorAll('.chart')[%d])".formatted(COLOURED_PIXELS, i) + " > 200");
        }
        page.ask("document.getElementById('phases-chart').scrollIntoView({behavior: 'instant'})");
        page.await("(%s)(document.getElementById('phases-chart')) > 5000".formatted(COLOURED_PIXELS));

        assertThat(charts).isEqualTo(13);
        assertThat(page.problems()).isEmpty();
        assertThat(page.requests()).containsExactly(sample.toUri().toString());
    }

    @ParameterizedTest
    @CsvSource({"375, light", "375, dark", "320, light", "768, light", "1440, dark"})
    void shouldFitTheScreen(int width, String scheme) {
        BrowserPage page = open(width, scheme);
        page.ask("document.querySelectorAll('details').forEach(one => one.open = true)");

        assertThat(page.ask("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                        .asInt())
                .isZero();
        assertThat(page.ask("""
                        [...document.querySelectorAll('body *:not(.skip):not(.hidden-caption)')]
                          .filter(one => !one.closest('.scroll, .ledger thead, .tip, .plot, svg, .hidden-caption'))
                          .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                          .map(one => one.outerHTML.slice(0, 100))""").toString()).isEqualTo("[]");
    }

    @Test
    void shouldFollowTheSystemAndTheButton() {
        BrowserPage page = open(1440, "dark");
        assertThat(brightness(page)).isLessThan(60);

        page.systemScheme("light");
        assertThat(brightness(page)).isGreaterThan(200);

        page.ask("document.getElementById('theme').click()");
        page.ask("document.getElementById('theme').click()");
        assertThat(page.ask("document.getElementById('theme').textContent").asText())
                .isEqualTo("Theme: dark");
        assertThat(brightness(page)).isLessThan(60);
    }

    private static double brightness(BrowserPage page) {
        return page.ask(
                        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).reduce((a, b) => +a + +b, 0) / 3")
                .asDouble();
    }

    @ParameterizedTest
    @CsvSource({"light", "dark"})
    void shouldHaveEnoughContrast(String scheme) {
        BrowserPage page = open(1440, scheme);

        // 4.5 to 1 is what WCAG 2.2 asks of text (success criterion 1.4.3)
        assertThat(page.ask(LOW_CONTRAST).toString()).isEqualTo("[]");
    }

    @Test
    void shouldDrawGapsWhereValuesAreNotFinite() {
        BrowserPage page = open(1440, "light");
        page.await(chart("gradientNorm") + " !== undefined");

        List<Double> values = drawn(page, "gradientNorm", "0");
        JsonNode crosses =
                page.ask(chart("gradientNorm") + ".getOption().series.at(-1).markPoint.data.map(one => one.name)");

        assertThat(values).contains((Double) null).doesNotContain(0.0);
        assertThat(crosses)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name.asText()).isEqualTo("Infinity"));
    }

    @Test
    void shouldBeReadableWithoutScript() {
        BrowserPage page = chromium.open().size(375, 800).withoutScript().visit(sample);

        String text = page.ask("document.body.innerText").asText();

        assertThat(text)
                .contains(
                        "Stopped after epoch 30 of 100",
                        "0.0921",
                        "Why did it stop?",
                        "The curves are still pictures",
                        "Waiting for data",
                        "learningRate",
                        "Resumed");
        assertThat(page.ask("document.getElementById('controls').checkVisibility()")
                        .asBoolean())
                .isFalse();
        assertThat(page.ask("document.documentElement.scrollWidth").asInt()).isEqualTo(375);
    }

    @Test
    void shouldShowARunThatHasJustBegun() throws Exception {
        Path file = folder.resolve("empty.html");
        ReportPage.write(file, new RunHistory());

        BrowserPage page = chromium.open().size(1440, 900).visit(file);
        page.await("document.documentElement.dataset.ready === 'true'");

        assertThat(page.problems()).isEmpty();
    }
}
