package io.jenkins.trainmodel.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a JSON text cannot be read, for people: they know their file, and neither the parser nor its classes.
 *
 * @param place line and column, where they are known
 * @param reason what is wrong, such as {@code `step` is not a whole number}
 */
public record JsonProblem(Optional<String> place, String reason) {
    private static final int LONGEST_PATH = 200;
    private static final Pattern CHARACTER = Pattern.compile("Unexpected character \\('(.)' \\(code");
    private static final Pattern WORD = Pattern.compile("Unrecognized token '([\\w.+-]{1,40})'");
    private static final Pattern TWICE =
            Pattern.compile("Duplicate (?:field|Object property) [\"']([^\"']{1,100})[\"']");

    /** What the parser found. */
    public static JsonProblem of(JsonProcessingException problem) {
        Optional<String> place = Optional.ofNullable(problem.getLocation())
                .filter(location -> location.getLineNr() > 0)
                .map(JsonProblem::words);
        String reason = problem instanceof JsonMappingException value ? ofValue(value) : ofText(problem);
        return new JsonProblem(place, reason.replaceAll("\\p{Cntrl}+", " "));
    }

    private static String words(JsonLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String ofText(JsonProcessingException problem) {
        String message = String.valueOf(problem.getOriginalMessage());
        if (problem instanceof JsonEOFException) {
            return "the text ends in the middle of a value";
        }
        if (problem instanceof StreamConstraintsException) {
            return message.contains("depth")
                    ? "it is nested more deeply than is allowed"
                    : "it is larger than is allowed";
        }
        return quoted(CHARACTER, message, " does not belong there")
                .or(() -> quoted(WORD, message, " is no JSON"))
                .or(() -> quoted(TWICE, message, " stands there twice"))
                .orElse("it is no JSON");
    }

    private static Optional<String> quoted(Pattern pattern, String message, String words) {
        Matcher found = pattern.matcher(message);
        return found.find() ? Optional.of("`" + found.group(1) + "`" + words) : Optional.empty();
    }

    private static String ofValue(JsonMappingException problem) {
        String message = String.valueOf(problem.getOriginalMessage());
        String subject = problem.getPath().isEmpty() ? "it" : "`" + path(problem) + "`";
        return ofMessage(message, subject)
                .or(() -> quoted(TWICE, message, " stands there twice"))
                .or(() -> ofTextWithin(problem))
                .orElseGet(() -> subject + unfit(problem));
    }

    /** What the mapper tells apart by its words alone. */
    private static Optional<String> ofMessage(String message, String subject) {
        if (message.matches("(?s)(Cannot map `null`|Null value|Missing .*creator property).*")) {
            return Optional.of(subject + " is missing");
        }
        if (message.startsWith("No content")) {
            return Optional.of("the text is empty");
        }
        if (message.startsWith("Trailing token")) {
            return Optional.of("more follows behind its end");
        }
        return message.contains("out of range") ? Optional.of(subject + " is too large a number") : Optional.empty();
    }

    /** The mapper passes on what the parser met within a value. */
    private static Optional<String> ofTextWithin(JsonMappingException problem) {
        return problem.getCause() instanceof JsonProcessingException text && !(text instanceof JsonMappingException)
                ? Optional.of(ofText(text))
                : Optional.empty();
    }

    /** What values refuse themselves they say in words for people. */
    private static String unfit(JsonMappingException problem) {
        if (problem instanceof ValueInstantiationException
                && problem.getCause() instanceof IllegalArgumentException own) {
            return ": " + own.getMessage();
        }
        if (problem instanceof UnrecognizedPropertyException) {
            return " is no field that is known here";
        }
        if (problem instanceof InvalidTypeIdException unknown) {
            return " is of the type `" + unknown.getTypeId() + "`, which is not known here";
        }
        boolean typed = problem instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null;
        return typed
                ? " is not " + kind(((MismatchedInputException) problem).getTargetType())
                : " is not what it should be";
    }

    private static String kind(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == double.class || type == float.class || type == Double.class || type == Float.class) {
            return "a number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "text";
        }
        if (type.isEnum()) {
            return "a word that is known here";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "a time";
        }
        boolean list = type.isArray() || Collection.class.isAssignableFrom(type);
        boolean object = Map.class.isAssignableFrom(type) || type.isRecord();
        return list ? "a list" : object ? "an object" : "what it should be";
    }

    /** Such as {@code rules.memories[3].best}. */
    private static String path(JsonMappingException problem) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : problem.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.length() <= LONGEST_PATH ? path.toString() : path.substring(0, LONGEST_PATH) + "…";
    }

    /** The place, where it is known, and the reason. */
    @Override
    public String toString() {
        return place.map(words -> words + ": ").orElse("") + reason;
    }
}
