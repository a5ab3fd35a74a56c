package io.jenkins.trainmodel.report.html;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Puts the page together from the files beside this class. The page's content security policy admits the two scripts and
 * the style sheet by their SHA-256 and nothing else, so whatever stands in a run's names and messages cannot run.
 */
final class PageTemplate {
    private static final List<String> STYLES =
            List.of("colours.css", "page.css", "charts.css", "tables.css", "narrow.css", "print.css");
    private static final List<String> SCRIPTS = List.of(
            "format.js",
            "theme.js",
            "axis.js",
            "scale.js",
            "smoothing.js",
            "marks.js",
            "options.js",
            "chart.js",
            "phases.js",
            "picture.js",
            "controls.js",
            "search.js",
            "main.js");

    private final EchartsScript echarts = EchartsScript.load();
    private final String style = STYLES.stream().map(PageTemplate::resource).collect(Collectors.joining("\n"));
    private final String script = SCRIPTS.stream()
            .map(PageTemplate::resource)
            .collect(Collectors.joining("\n", "(() => {\n'use strict';\n", "})();"));
    private final Template template = Mustache.compiler()
            .withEscaper(text -> Escapers.HTML.escape(PlainText.of(text)))
            .emptyStringIsFalse(true)
            .withCollector(new Optionals())
            .withLoader(name -> new StringReader(resource(name + ".mustache")))
            .compile(resource("report.mustache"));

    /** The page, complete. */
    String render(PageView view, CurveData curves) {
        return template.execute(Map.of(
                "page",
                view,
                "omitted",
                curves.omitted() == 0 ? Optional.empty() : Optional.of(curves.omitted()),
                "policy",
                policy(),
                "style",
                style,
                "echarts",
                echarts.text(),
                "echartsVersion",
                echarts.version(),
                "script",
                script,
                "data",
                ScriptJson.of(curves)));
    }

    private String policy() {
        return "default-src 'none'; script-src %s %s; style-src %s; img-src data: blob:; base-uri 'none'; form-action 'none'"
                .formatted(source(echarts.text()), source(script), source(style));
    }

    private static String source(String inline) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(inline.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = PageTemplate.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program is incomplete: " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets a section stand for what an optional holds. */
    private static final class Optionals extends DefaultCollector {
        @Override
        public Iterator<?> toIterator(Object value) {
            return value instanceof Optional<?> optional ? optional.stream().iterator() : super.toIterator(value);
        }
    }
}
