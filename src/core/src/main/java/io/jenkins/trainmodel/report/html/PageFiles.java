package io.jenkins.trainmodel.report.html;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.jenkins.trainmodel.message.Language;
import io.jenkins.trainmodel.message.Messages;
import io.jenkins.trainmodel.words.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files beside this class of which pages are made. */
final class PageFiles {
    private static final List<String> STYLES =
            List.of("colours.css", "page.css", "charts.css", "tables.css", "narrow.css", "print.css");
    private static final List<String> SCRIPTS = List.of(
            "words.js",
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
            "report.js");

    /** A bar in a value ends no value of a message. */
    private static final String BAR = "&#124;";

    private static final Messages MESSAGES = Messages.of(PageFiles.class);

    private PageFiles() {}

    /** All style sheets. */
    static String style() {
        return STYLES.stream().map(PageFiles::resource).collect(Collectors.joining("\n"));
    }

    /** The style sheets without colours and print, to stand inside of a rule. */
    static String nestedStyle() {
        return STYLES.stream()
                .filter(name -> !name.equals("colours.css") && !name.equals("print.css"))
                .map(PageFiles::resource)
                .collect(Collectors.joining("\n"));
    }

    /**
     * The shared scripts and then some more, in a scope of their own.
     *
     * @param last what stands at the end of the scope
     */
    static String script(List<String> more, String last) {
        return Stream.concat(SCRIPTS.stream(), more.stream())
                .map(PageFiles::resource)
                .collect(Collectors.joining(
                        "\n", "(() => {\n'use strict';\nconst WORDS = " + words() + ";\n", "\n" + last + "})();"));
    }

    /** What scripts say, by language and key. */
    private static String words() {
        Map<String, Map<String, String>> words = new TreeMap<>();
        for (Language language : Language.values()) {
            words.put(language.tag(), MESSAGES.startingWith("script.", language));
        }
        return ScriptJson.of(words);
    }

    /** A template that can include the files; every value is escaped, cut to a bound and kept from turning its sentence. */
    static Template template(String text) {
        return Mustache.compiler()
                .withEscaper(value -> Escapers.HTML.escape(PlainText.of(value)).replace("|", BAR))
                .emptyStringIsFalse(true)
                .withCollector(new Optionals())
                .withLoader(name -> new StringReader(resource(name + ".mustache")))
                .compile(text);
    }

    static String resource(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
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
