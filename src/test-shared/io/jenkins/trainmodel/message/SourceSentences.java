package io.jenkins.trainmodel.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sentences that the classes of a module say in English, by their code, with whatever values put into them. */
final class SourceSentences {
    private static final Path CLASSES = Path.of("src/main/java");
    /** A number, a name, nothing: one of them is what a pattern wants in a place. */
    private static final List<String> VALUES = List.of("7", "x", "");

    private static final int MOST_READINGS = 2000;
    private static final Pattern FORMATTED_PLACE = Pattern.compile("%(?:\\d\\$)?[,0-9.+-]*[a-zA-Z]");
    private static final Pattern PART = Pattern.compile("^[\\s,;].*|.*\\s$", Pattern.DOTALL);
    /** What a program or a maintainer reads: code, logs of Jenkins, defects, patterns, annotations. */
    private static final Pattern UNSAID = Pattern.compile("(IllegalState|IllegalArgument|Arithmetic|NoSuchElement"
            + "|UnsupportedOperation|ClassCast|Assertion|Uncaught)\\w* \\( ?$|Level \\. \\w+ ,$|, \\( \\) ->$|(severe|warning|info|fine) \\( (\\( \\) ->)?$"
            + "|(compile|matches|startsWith|contains|setHeader|replaceAll) \\( ?$"
            + "|(description|footer|footerHeading|SuppressWarnings|justification|usage|metaVar|value) (=|\\(|= \\{)$");

    private SourceSentences() {}

    /**
     * A text with its values.
     *
     * @param readings as it may be said, with numbers, names or nothing for its values
     */
    record Sentence(Path file, List<String> readings) {
        @Override
        public String toString() {
            return file.toString().replace('\\', '/') + ": " + readings.get(0);
        }
    }

    /** Those of more than one word. */
    static List<Sentence> ofModule() {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .flatMap(SourceSentences::of)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether a text has two words of English that follow each other. */
    static boolean isEnglish(String text) {
        return RecordedSentencesChecks.ENGLISH.matcher(text).find();
    }

    private static Stream<Sentence> of(Path file) {
        SourceTokens tokens = SourceTokens.of(file);
        List<Sentence> sentences = new ArrayList<>();
        for (int at = 0; at < tokens.size(); at++) {
            if (tokens.isText(at)) {
                int beginning = tokens.beginning(at);
                int end = tokens.end(at);
                if (Stream.of(beginning, tokens.opening(beginning)).noneMatch(place -> isUnsaid(tokens, place))) {
                    sentences.add(new Sentence(file, readings(tokens, beginning, end)));
                }
                at = Math.max(at, lastText(tokens, at, end));
            }
        }
        return sentences.stream().filter(SourceSentences::isSaid);
    }

    private static boolean isUnsaid(SourceTokens tokens, int place) {
        return UNSAID.matcher(tokens.before(place)).find();
    }

    /** Those in parentheses within are looked at by themselves. */
    private static int lastText(SourceTokens tokens, int from, int end) {
        int last = from;
        for (int plus = tokens.find("+", from, end); plus < end; plus = tokens.find("+", plus + 1, end)) {
            last = plus + 1 < end && tokens.isText(plus + 1) && noParentheses(tokens, last, plus) ? plus + 1 : last;
        }
        return last;
    }

    private static boolean noParentheses(SourceTokens tokens, int from, int to) {
        return Stream.iterate(from, at -> at < to, at -> at + 1)
                .noneMatch(at -> tokens.at(at).equals("("));
    }

    private static boolean isSaid(Sentence sentence) {
        return sentence.readings().stream().anyMatch(SourceSentences::isEnglish)
                && sentence.readings().stream()
                        .noneMatch(reading -> PART.matcher(reading).matches() && !reading.isBlank());
    }

    private static List<String> readings(SourceTokens tokens, int beginning, int end) {
        List<String> readings = List.of("");
        int from = beginning;
        while (from < end) {
            int to = tokens.find("+", from, end);
            readings = joined(readings, part(tokens, from, to));
            from = to + 1;
        }
        return readings;
    }

    private static List<String> part(SourceTokens tokens, int from, int to) {
        if (from == to || !tokens.isText(from)) {
            return choice(tokens, from, to);
        }
        return places(tokens.text(from));
    }

    /** One of two texts, in parentheses, or any value. */
    private static List<String> choice(SourceTokens tokens, int from, int to) {
        int question = to - from > 2 && tokens.at(from).equals("(") ? tokens.find("?", from + 1, to - 1) : to;
        int colon = question < to - 1 ? tokens.find(":", question + 1, to - 1) : to;
        if (colon >= to - 1) {
            return VALUES;
        }
        List<String> choices = new ArrayList<>(readings(tokens, question + 1, colon));
        choices.addAll(readings(tokens, colon + 1, to - 1));
        return choices;
    }

    /** A text may be a format, whether it is formatted where it stands or elsewhere. */
    private static List<String> places(String format) {
        List<String> readings = List.of("");
        String[] literals = FORMATTED_PLACE.split(format.replace("%%", "\0").replace("%n", " "), -1);
        for (int at = 0; at < literals.length; at++) {
            readings = joined(readings, at == 0 ? List.of("") : VALUES);
            readings = joined(readings, List.of(literals[at].replace("\0", "%")));
        }
        return readings;
    }

    private static List<String> joined(List<String> beginnings, List<String> ends) {
        List<String> few = beginnings.size() * ends.size() > MOST_READINGS ? ends.subList(0, 1) : ends;
        return beginnings.stream()
                .flatMap(beginning -> few.stream().map(end -> beginning + end))
                .toList();
    }
}
