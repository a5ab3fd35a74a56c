package io.jenkins.trainmodel.report.html;

import com.samskivert.mustache.Template;
import io.jenkins.trainmodel.message.Audience;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the page together from the files beside this class. The page's content security policy admits the two scripts and
 * the style sheet by their SHA-256 and nothing else, so whatever stands in a run's names and messages cannot run.
 */
final class PageTemplate {
    private static final int MOST_STILL_CHARTS = 16;

    private final EchartsScript echarts = EchartsScript.load();
    private final String style = PageFiles.style();
    private final String script = PageFiles.script(List.of("main.js"), "");
    private final Template template = PageFiles.template("{{>report}}");

    /** The page, complete. */
    String render(PageView view, CurveData curves, Audience audience) {
        Map<String, Object> values = new HashMap<>();
        values.put("page", view);
        values.put("say", new SayingLambda(audience));
        values.put("language", audience.language().tag());
        values.put("omitted", curves.omitted() == 0 ? Optional.empty() : Optional.of(curves.omitted()));
        values.put("stillLearning", still(curves, "learning"));
        values.put("stillSystem", still(curves, "system"));
        values.put("policy", policy());
        values.put("style", style);
        values.put("echarts", echarts.text());
        values.put("echartsVersion", echarts.version());
        values.put("script", script);
        values.put("data", ScriptJson.of(curves));
        return template.execute(values);
    }

    private static Optional<Map<String, List<StillChart>>> still(CurveData curves, String section) {
        List<StillChart> charts = StillChart.of(curves, section, MOST_STILL_CHARTS);
        return charts.isEmpty() ? Optional.empty() : Optional.of(Map.of("charts", charts));
    }

    private String policy() {
        return String.format(
                Locale.ROOT,
                "default-src 'none'; script-src %s %s; style-src %s; img-src data: blob:; base-uri 'none'; form-action 'none'",
                source(echarts.text()),
                source(script),
                source(style));
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
