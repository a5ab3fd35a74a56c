package io.jenkins.trainmodel.spec.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.jenkins.trainmodel.json.JsonProblem;
import io.jenkins.trainmodel.spec.problem.Location;
import io.jenkins.trainmodel.spec.problem.Problems;
import io.jenkins.trainmodel.spec.problem.SpecProblem;
import io.jenkins.trainmodel.spec.tree.Node.Entry;
import io.jenkins.trainmodel.spec.tree.Node.Mapping;
import io.jenkins.trainmodel.spec.tree.Node.Scalar;
import io.jenkins.trainmodel.spec.tree.Node.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one JSON document. YAML's parser will not do: it refuses tabs and reads some numbers otherwise. */
final class JsonTree {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(YamlTree.DEEPEST)
                    .build())
            .build();

    private final String source;
    private final Problems problems;

    JsonTree(String source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The document's root, empty when nothing or nothing usable is there. */
    Optional<Node> read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            Node root = convert(parser, "");
            if (parser.nextToken() != null) {
                refuse(location(parser), "more after the end of the object", "one JSON object");
            }
            return Optional.of(root);
        } catch (JsonProcessingException malformed) {
            Location location = location(malformed.getLocation());
            String reason = JsonProblem.of(malformed).reason();
            refuse(location, "malformed JSON: " + reason, "JSON, at most " + YamlTree.DEEPEST + " levels deep");
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading a string", impossible);
        }
    }

    private Node convert(JsonParser parser, String path) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> convertMapping(parser, path);
            case START_ARRAY -> convertSequence(parser, path);
            default -> new Scalar(location(parser), path, parser.getText(), token == JsonToken.VALUE_STRING);
        };
    }

    private Mapping convertMapping(JsonParser parser, String path) throws IOException {
        MappingBuilder builder = new MappingBuilder(location(parser), path, problems);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Location keyLocation = location(parser);
            parser.nextToken();
            builder.add(new Entry(key, keyLocation, convert(parser, Node.childPath(path, key))));
        }
        return builder.build();
    }

    private Sequence convertSequence(JsonParser parser, String path) throws IOException {
        Location location = location(parser);
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(convert(parser, Node.childPath(path, items.size())));
        }
        return new Sequence(location, path, items);
    }

    private Location location(JsonParser parser) {
        return location(parser.currentTokenLocation());
    }

    private Location location(JsonLocation place) {
        return place == null ? Location.of(source) : new Location(source, place.getLineNr(), place.getColumnNr());
    }

    private void refuse(Location location, String found, String allowed) {
        problems.add(new SpecProblem(location, "", found, allowed, Optional.empty()));
    }
}
