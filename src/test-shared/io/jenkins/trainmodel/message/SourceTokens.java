package io.jenkins.trainmodel.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Java source as the compiler sees it, without comments: far enough to tell what stands around a text. */
final class SourceTokens {
    private static final Pattern TOKEN = Pattern.compile(
            "\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])+'"
                    + "|//[^\\n]*|/\\*.*?\\*/|[\\w$]+|->|::|&&|\\|\\||[=!<>]=|\\S",
            Pattern.DOTALL);
    private static final Pattern UNICODE = Pattern.compile("(?<!\\\\)\\\\u+([0-9a-fA-F]{4})");
    /** Between these an expression of texts and values stands. */
    private static final Set<String> ENDS = Set.of(
            ",", ";", "{", "}", "=", "?", ":", "->", "return", "throw", "&&", "||", "==", "!=", "case", "default");

    private final List<String> tokens = new ArrayList<>();

    private SourceTokens(String source) {
        Matcher matcher = TOKEN.matcher(source);
        while (matcher.find()) {
            if (!matcher.group().startsWith("//") && !matcher.group().startsWith("/*")) {
                tokens.add(matcher.group());
            }
        }
    }

    static SourceTokens of(Path file) {
        try {
            return new SourceTokens(Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int size() {
        return tokens.size();
    }

    String at(int index) {
        return tokens.get(index);
    }

    boolean isText(int index) {
        return tokens.get(index).startsWith("\"");
    }

    /** What a text says when the program runs. */
    String text(int index) {
        String token =
                UNICODE.matcher(at(index)).replaceAll(sign -> Character.toString(Integer.parseInt(sign.group(1), 16)));
        return token.startsWith("\"\"\"")
                ? token.substring(3, token.length() - 3).stripIndent().translateEscapes()
                : token.substring(1, token.length() - 1).translateEscapes();
    }

    /** The tokens before an index, for a pattern to look at. */
    String before(int index) {
        return String.join(" ", tokens.subList(Math.max(0, index - 8), index));
    }

    /** Where the expression begins that a token is in. */
    int beginning(int index) {
        int at = index;
        for (int depth = 0; at > 0; at--) {
            String before = at(at - 1);
            depth += isOneOf(before, ")]") ? 1 : 0;
            if (depth == 0 && (isOneOf(before, "([") || ENDS.contains(before))) {
                return at;
            }
            depth -= isOneOf(before, "([") ? 1 : 0;
        }
        return at;
    }

    /** Behind the parenthesis or brace that is open where a token stands. */
    int opening(int index) {
        int at = index;
        for (int depth = 0; at > 0; at--) {
            depth += isOneOf(at(at - 1), ")]}") ? 1 : 0;
            if (depth == 0 && isOneOf(at(at - 1), "([{")) {
                return at;
            }
            depth -= isOneOf(at(at - 1), "([{") ? 1 : 0;
        }
        return at;
    }

    /** Where it ends, behind its last token. */
    int end(int index) {
        int at = index;
        for (int depth = 0; at < size(); at++) {
            depth += isOneOf(at(at), "([") ? 1 : 0;
            if (depth == 0 && (isOneOf(at(at), ")]") || ENDS.contains(at(at)))) {
                return at;
            }
            depth -= isOneOf(at(at), ")]") ? 1 : 0;
        }
        return at;
    }

    /** The first of these tokens that stands in no parentheses, or the end. */
    int find(String token, int from, int to) {
        int depth = 0;
        for (int at = from; at < to; at++) {
            depth -= isOneOf(at(at), ")]") ? 1 : 0;
            if (depth == 0 && at(at).equals(token)) {
                return at;
            }
            depth += isOneOf(at(at), "([") ? 1 : 0;
        }
        return to;
    }

    private static boolean isOneOf(String token, String signs) {
        return token.length() == 1 && signs.contains(token);
    }
}
