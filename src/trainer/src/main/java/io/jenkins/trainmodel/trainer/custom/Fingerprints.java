package io.jenkins.trainmodel.trainer.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the jars and folders of a class path hold, in its order: the first one that has a class decides. */
public record Fingerprints(List<Fingerprint> places) {
    /** Of a run without own code. */
    public static final Fingerprints NONE = new Fingerprints(List.of());

    private static final String NAME = "name";
    private static final String SHA_256 = "sha256";

    private static final Pattern WORDS = Pattern.compile("\\G(.+?) \\(SHA-256 ([0-9a-f]{64})\\)(?:, |$)");

    public Fingerprints {
        places = List.copyOf(places);
    }

    /**
     * Of a jar or folder.
     *
     * @param name without the folders above it, since a run may move; several may have the same
     * @param sha256 of a jar's bytes; of the names and contents of all files in a folder
     */
    public record Fingerprint(String name, String sha256) {}

    /** For people; empty without a class path. */
    public Optional<String> words() {
        return places.isEmpty()
                ? Optional.empty()
                : Optional.of(places.stream()
                        .map(place -> place.name() + " (SHA-256 " + place.sha256() + ")")
                        .collect(Collectors.joining(", ")));
    }

    /** Those that {@link #words} told. */
    public static Fingerprints of(String words) {
        return new Fingerprints(WORDS.matcher(words)
                .results()
                .map(place -> new Fingerprint(place.group(1), place.group(2)))
                .toList());
    }

    ArrayNode toJson() {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        places.forEach(place -> json.addObject().put(NAME, place.name()).put(SHA_256, place.sha256()));
        return json;
    }

    static Fingerprints of(JsonNode json) {
        List<Fingerprint> places = new ArrayList<>();
        json.forEach(place -> places.add(
                new Fingerprint(place.path(NAME).asText(), place.path(SHA_256).asText())));
        return new Fingerprints(places);
    }

    /** What is gone, has come, has changed or lies elsewhere in the order since then: one sentence; empty where nothing is. */
    Optional<String> differenceFrom(Fingerprints before) {
        if (equals(before)) {
            return Optional.empty();
        }
        List<String> gone = without(before.names(), names());
        if (!gone.isEmpty()) {
            return Optional.of(gone.get(0) + " is no longer on the class path");
        }
        List<String> come = without(names(), before.names());
        if (!come.isEmpty()) {
            return Optional.of(come.get(0) + " has come to the class path");
        }
        return Optional.of(changed(before)
                .orElseGet(() -> "the class path has another order than before: it was "
                        + String.join(", ", before.names()) + " and is " + String.join(", ", names())));
    }

    private Optional<String> changed(Fingerprints before) {
        List<Fingerprint> now = without(places, before.places);
        return without(before.places, places).stream()
                .findFirst()
                .map(was -> was.name() + " on the class path is another one than before: its SHA-256 was "
                        + was.sha256() + " and is " + shaOf(was.name(), now));
    }

    /** There is one: the names are the same. */
    private static String shaOf(String name, List<Fingerprint> places) {
        return places.stream()
                .filter(place -> place.name().equals(name))
                .map(Fingerprint::sha256)
                .findFirst()
                .orElseThrow();
    }

    private List<String> names() {
        return places.stream().map(Fingerprint::name).toList();
    }

    /** Each as often as it is more often in the first list. */
    private static <T> List<T> without(List<T> all, List<T> some) {
        List<T> left = new ArrayList<>(all);
        some.forEach(left::remove);
        return left;
    }
}
