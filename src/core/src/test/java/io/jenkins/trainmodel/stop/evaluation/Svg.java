package io.jenkins.trainmodel.stop.evaluation;

import java.util.Locale;

/** A drawing as SVG, whose colours follow the reader's light or dark theme; a style is the name of a class of its sheet. */
final class Svg {
    private static final String STYLE = """
            <style>
            text{font:12px system-ui,-apple-system,"Segoe UI",sans-serif;fill:#1f2328}
            .soft{fill:#59636e}.axis{stroke:#818b98;fill:none}.level{stroke:#818b98;stroke-dasharray:5 4;fill:none}
            .c0{stroke:#0b62d6;fill:none;stroke-width:2}.c1{stroke:#b35900;fill:none;stroke-width:2}
            .t0{fill:#0b62d6}.t1{fill:#b35900}.o{stroke:#59636e;stroke-width:1.5;stroke-dasharray:2 3;fill:none}
            .after{opacity:.3}.best{fill:none;stroke:#1a7f37;stroke-width:2}.tb{fill:#1a7f37}
            .held{fill:#c8d1da}.warming{fill:#a5d0ff}.notEvaluable{fill:none;stroke:#818b98;stroke-dasharray:2 2}
            .fired{fill:#cf222e}.stop{stroke:#cf222e;stroke-width:1.5}.ts{fill:#cf222e;font-weight:600}
            @media (prefers-color-scheme:dark){
            text{fill:#e6edf3}.soft{fill:#9ea7b3}.c0{stroke:#6cb0ff}.c1{stroke:#f0a35e}.t0{fill:#6cb0ff}.t1{fill:#f0a35e}
            .o{stroke:#9ea7b3}.best{stroke:#56d364}.tb{fill:#56d364}.held{fill:#4a535e}.warming{fill:#1f5fa8}
            .fired{fill:#ff7b72}.stop{stroke:#ff7b72}.ts{fill:#ff7b72}}
            </style>
            """;

    private final StringBuilder svg = new StringBuilder();

    /** The document, with what it shows in words for those who cannot see it. */
    String whole(int width, int height, String words) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
                        .formatted(width, height, escaped(words))
                + STYLE + svg + "</svg>\n";
    }

    void path(String style, String data) {
        svg.append("<path class=\"%s\" d=\"%s\"/>\n".formatted(style, data));
    }

    void circle(String style, double x, double y, int radius) {
        svg.append(
                "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%d\"/>\n".formatted(style, number(x), number(y), radius));
    }

    void text(double x, double y, String anchor, String style, String words) {
        svg.append("<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
                .formatted(style, number(x), number(y), anchor, escaped(words)));
    }

    void box(String style, double x, String y, String width, int height) {
        svg.append("<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%d\"/>\n"
                .formatted(style, number(x), y, width, height));
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
