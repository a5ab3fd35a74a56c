package io.jenkins.trainmodel.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message with places for values: {@code {0}} takes any text, {@code {0,number}} digits, {@code {0,name}} a name without
 * blanks, such as a metric's path. All else stands for itself. What a template said it can read again, in time that grows
 * with the text alone, since texts come from foreign logs.
 */
final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{([0-9])(?:,(number|name))?}");
    private static final Map<String, Pattern> KINDS = Map.of(
            "", Pattern.compile("(?s).+"),
            "number", Pattern.compile("[-+0-9.,eE]*[0-9]"),
            "name", Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_./+#-]*"));

    /** One more than there are places; empty at an end where a place stands. */
    private final List<String> literals = new ArrayList<>();

    private final List<Place> places = new ArrayList<>();

    private record Place(int index, String kind) {
        boolean takes(String text) {
            return KINDS.get(kind).matcher(text).matches();
        }
    }

    private Template() {}

    static Template of(String text) {
        Template template = new Template();
        Matcher matcher = PLACE.matcher(text);
        int from = 0;
        while (matcher.find()) {
            template.literals.add(text.substring(from, matcher.start()));
            template.places.add(new Place(
                    Integer.parseInt(matcher.group(1)),
                    Optional.ofNullable(matcher.group(2)).orElse("")));
            from = matcher.end();
        }
        template.literals.add(text.substring(from));
        return template;
    }

    /** The message with these values; a place without one stays as it is written. */
    String say(List<String> values) {
        StringBuilder text = new StringBuilder(literals.get(0));
        for (int at = 0; at < places.size(); at++) {
            int index = places.get(at).index();
            text.append(index < values.size() ? values.get(index) : "{" + index + "}");
            text.append(literals.get(at + 1));
        }
        return text.toString();
    }

    /** What a template begins with, the surest sign of who said a text first. */
    enum Beginning {
        WORDS,
        /** A name, which tells the text of a rule or of a metric from any other. */
        NAME,
        ANYTHING
    }

    Beginning beginning() {
        if (!literals.get(0).isEmpty()) {
            return Beginning.WORDS;
        }
        return places.get(0).kind().equals("name") ? Beginning.NAME : Beginning.ANYTHING;
    }

    /** Characters that are the template's own: the more, the better a text is known that it reads. */
    int weight() {
        return literals.stream().mapToInt(String::length).sum();
    }

    /** The values by place, if this template may have said the text; every value ends where it first can. */
    Optional<List<String>> read(String text) {
        if (places.isEmpty()) {
            return text.equals(literals.get(0)) ? Optional.of(List.of()) : Optional.empty();
        }
        String last = literals.get(places.size());
        int end = text.length() - last.length();
        return end > literals.get(0).length() && text.startsWith(literals.get(0)) && text.endsWith(last)
                ? read(text, end)
                : Optional.empty();
    }

    private Optional<List<String>> read(String text, int end) {
        SortedMap<Integer, String> values = new TreeMap<>();
        int from = literals.get(0).length();
        for (int at = 0; at < places.size(); at++) {
            boolean isLast = at == places.size() - 1;
            int to = isLast ? end : text.indexOf(literals.get(at + 1), from + 1);
            if (to <= from || to > end || !places.get(at).takes(text.substring(from, to))) {
                return Optional.empty();
            }
            values.put(places.get(at).index(), text.substring(from, to));
            from = to + literals.get(at + 1).length();
        }
        return Optional.of(List.copyOf(values.values()));
    }
}
