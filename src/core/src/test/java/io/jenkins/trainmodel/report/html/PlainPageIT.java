package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.trainmodel.browser.BrowserPage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as Jenkins serves it from a build's artifacts: neither its styles nor its scripts are allowed. */
class PlainPageIT extends BrowserTest {
    /** {@code hudson.model.DirectoryBrowserSupport.CSP} where nobody has changed it. */
    private static final String POLICY =
            "sandbox allow-same-origin; default-src 'none'; img-src 'self'; style-src 'self';";

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] page = Files.readAllBytes(sample);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            for (String header :
                    new String[] {"Content-Security-Policy", "X-WebKit-CSP", "X-Content-Security-Policy"}) {
                exchange.getResponseHeaders().add(header, POLICY);
            }
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private BrowserPage open(int width) {
        URI address = URI.create("http://127.0.0.1:%d/job/a/1/artifact/train-model/digits/report.html"
                .formatted(server.getAddress().getPort()));
        return chromium.open().size(width, 900).visit(address);
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void shouldHaveNoShapeThatFillsThePage(int width) {
        BrowserPage page = open(width);

        assertThat(page.ask("getComputedStyle(document.querySelector('.card')).borderStyle")
                        .asText())
                .as("styles are not obeyed here")
                .isEqualTo("none");
        assertThat(page.ask("""
                        [...document.querySelectorAll('svg')].map(one => one.getBoundingClientRect())
                          .filter(box => box.width > 620 || box.height > 240 || box.width === 0).length""").asInt()).isZero();
        assertThat(page.ask("""
                        [...document.querySelectorAll('svg rect')]
                          .filter(one => getComputedStyle(one).fill === 'rgb(0, 0, 0)').length""").asInt()).isZero();
    }

    @Test
    void shouldShowTheCurvesAsStillPictures() {
        BrowserPage page = open(1280);

        assertThat(page.ask("[...document.querySelectorAll('#curves .still h3')].map(one => one.textContent).join()")
                        .asText())
                .startsWith("Loss,Accuracy,Learning rate,Gradient norm,Throughput,");
        assertThat(page.ask("""
                        [...document.querySelector('.still').querySelectorAll('g path')]
                          .map(one => one.getTotalLength()).filter(length => length > 300).length""").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(page.ask("""
                        [...document.querySelector('.still').querySelectorAll('text[text-anchor=middle]')]
                          .every(one => /^\\d+$/.test(one.textContent))""").asBoolean()).isTrue();
    }

    @Test
    void shouldLeadToWhereItIsShownInFull() {
        BrowserPage page = open(1280);

        assertThat(page.ask("document.querySelector('.plain a').href").asText()).endsWith("/job/a/1/train-model/");
        assertThat(page.ask("document.querySelector('.plain').checkVisibility()")
                        .asBoolean())
                .isTrue();
        assertThat(BrowserTest.open(1280, "light")
                        .ask("document.querySelector('.plain').checkVisibility()")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void shouldReadInAnOrderThatMakesSense() {
        String text = open(1280).ask("document.body.innerText").asText();

        assertThat(text)
                .containsSubsequence(
                        "digits",
                        "Stopped after epoch 30 of 100",
                        "Best validation loss",
                        "Curves",
                        "Loss",
                        "Why did it stop?",
                        "Where the time went",
                        "Specification");
    }
}
