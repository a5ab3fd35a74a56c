package io.jenkins.plugins.trainmodel.words;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A Jelly view as its reader sees it: which words it takes from its bundles, and which it says by itself. */
final class View {
    private static final Pattern WORDS_OF_A_BUNDLE = Pattern.compile("\\$\\{%([^(}]+)(\\(([^}]*)\\))?}");
    private static final Pattern EXPRESSION = Pattern.compile("\\$?\\$\\{[^}]*}");
    private static final Pattern LITERAL = Pattern.compile("'([^']*\\p{L}[^']*)'");
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    /** Attributes that people read. */
    private static final Set<String> READ = Set.of(
            "title",
            "add",
            "addCaption",
            "deleteCaption",
            "progress",
            "placeholder",
            "alt",
            "tooltip",
            "aria-label",
            "description",
            "text",
            "data-title",
            "data-question",
            "data-message",
            "data-yes");

    private static final Set<String> WITH_READ_VALUE = Set.of("f:submit", "f:repeatableDeleteButton", "j:set", "input");
    /** Inputs whose value goes to the server alone; what people read stands beside them. */
    private static final Set<String> UNSEEN = Set.of("radio", "checkbox", "hidden");

    private static final Set<String> CODE = Set.of("code", "script", "style");

    private final Path file;
    private final String source;

    View(Path file) {
        this.file = file;
        try {
            this.source = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    Path file() {
        return file;
    }

    /** The keys that the view looks up, each with the number of values that it hands over. */
    Map<String, Integer> keys() {
        Map<String, Integer> keys = new TreeMap<>();
        WORDS_OF_A_BUNDLE
                .matcher(source)
                .results()
                .forEach(found -> keys.merge(found.group(1), values(found), Math::max));
        return keys;
    }

    private static int values(MatchResult found) {
        return found.group(3) == null ? 0 : flat(found.group(3)).split(",").length;
    }

    /** Without what stands in parentheses, and so the commas within. */
    private static String flat(String values) {
        String outer = values.replaceAll("\\([^()]*\\)", "");
        return outer.equals(values) ? values : flat(outer);
    }

    /** What the view says in words of its own, outside of <code>${%…}</code>, and so in one language only. */
    List<String> ownWords() {
        return texts(document().getDocumentElement())
                .map(View::withoutBundles)
                .flatMap(text -> Stream.concat(
                        Stream.of(EXPRESSION.matcher(text).replaceAll("0")).filter(View::isWords),
                        EXPRESSION.matcher(text).results().flatMap(View::literals)))
                .map(String::strip)
                .toList();
    }

    private static String withoutBundles(String text) {
        return WORDS_OF_A_BUNDLE.matcher(text).replaceAll(" ");
    }

    private static Stream<String> literals(MatchResult expression) {
        return LITERAL.matcher(expression.group())
                .results()
                .map(literal -> literal.group(1))
                .filter(View::isWords);
    }

    /** Words are not what a machine reads as well: a file's name, an address, a class of the style sheet. */
    private static boolean isWords(String text) {
        return WORD.matcher(text).find() && !text.strip().matches("[\\p{L}\\d]*([._/!?=&-]+[\\p{L}\\d]+)+");
    }

    private static Stream<String> texts(Element element) {
        NodeList children = element.getChildNodes();
        Stream<String> below = Stream.iterate(0, index -> index < children.getLength(), index -> index + 1)
                .map(children::item)
                .flatMap(View::textsOf);
        return CODE.contains(element.getTagName()) ? Stream.of() : Stream.concat(attributes(element), below);
    }

    private static Stream<String> textsOf(Node node) {
        return node instanceof Element element
                ? texts(element)
                : node.getNodeType() == Node.TEXT_NODE ? Stream.of(node.getTextContent()) : Stream.of();
    }

    private static Stream<String> attributes(Element element) {
        return Stream.iterate(0, index -> index < element.getAttributes().getLength(), index -> index + 1)
                .map(index -> (Attr) element.getAttributes().item(index))
                .filter(attribute -> isRead(element, attribute))
                .map(Attr::getValue);
    }

    private static boolean isRead(Element element, Attr attribute) {
        return READ.contains(attribute.getName())
                || attribute.getName().startsWith("data-")
                        && attribute.getValue().contains(" ")
                || attribute.getName().equals("value")
                        && WITH_READ_VALUE.contains(element.getTagName())
                        && !UNSEEN.contains(element.getAttribute("type"));
    }

    private Document document() {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }
}
