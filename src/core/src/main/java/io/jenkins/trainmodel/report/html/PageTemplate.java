package io.jenkins.trainmodel.report.html;

import com.samskivert.mustache.Template;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the page together from the files beside this class. The page's content security policy admits the two scripts and
 * the style sheet by their SHA-256 and nothing else, so whatever stands in a run's names and messages cannot run.
 */
final class PageTemplate {
    private final EchartsScript echarts = EchartsScript.load();
    private final String style = PageFiles.style();
    private final String script = PageFiles.script(List.of("main.js"), "");
    private final Template template = PageFiles.template("{{>report}}");

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
}
