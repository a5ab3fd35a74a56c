package io.jenkins.trainmodel.trainer.tensor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.jenkins.trainmodel.json.JsonProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The header of a safetensors file, read without trust: everything in it is checked against the format and against the
 * length of the file before any of it is used.
 *
 * @param metadata strings about the file
 * @param entries the tensors in the order of their data
 */
record SafetensorsHeader(Map<String, String> metadata, List<TensorEntry> entries) {
    private static final int MAXIMUM_RANK = 64;
    private static final int MAXIMUM_DEPTH = 3;
    private static final int MAXIMUM_NAME = 1 << 16;
    private static final int MAXIMUM_NUMBER = 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAXIMUM_DEPTH)
                    .maxNameLength(MAXIMUM_NAME)
                    .maxStringLength(1 << 20)
                    .maxNumberLength(MAXIMUM_NUMBER)
                    .build())
            .build();

    /**
     * Reads a header.
     *
     * @param dataBytes length of the file after the header
     * @throws TensorFormatException if anything in it is not as the format says
     */
    static SafetensorsHeader parse(Path file, byte[] json, long dataBytes) throws IOException {
        if (json.length == 0 || json[0] != '{') {
            throw new TensorFormatException(file, "the header does not begin with {");
        }
        try (JsonParser parser = JSON.createParser(json)) {
            SafetensorsHeader header = new Reading(file, parser).header();
            header.requireWithoutGaps(file, dataBytes);
            return header;
        } catch (JsonProcessingException failure) {
            throw new TensorFormatException(
                    file, "the header is broken: " + JsonProblem.of(failure).reason(), failure);
        }
    }

    private void requireWithoutGaps(Path file, long dataBytes) throws TensorFormatException {
        long expected = 0;
        for (TensorEntry entry : entries) {
            if (entry.begin() != expected) {
                throw new TensorFormatException(
                        file,
                        "the data of " + entry.name() + " begins at " + entry.begin()
                                + ", which leaves a gap or overlaps: " + expected + " is next");
            }
            expected = entry.end();
        }
        if (expected != dataBytes) {
            throw new TensorFormatException(
                    file,
                    "the tensors take " + expected + " bytes, but " + dataBytes
                            + " follow the header; the file was cut off, or something was added");
        }
    }

    /** One pass over the JSON. */
    private record Reading(Path file, JsonParser parser) {

        SafetensorsHeader header() throws IOException {
            Map<String, String> metadata = new LinkedHashMap<>();
            List<TensorEntry> entries = new ArrayList<>();
            expect(parser.nextToken(), JsonToken.START_OBJECT, "the header");
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                if (name.equals(SafetensorsWriter.METADATA)) {
                    readMetadata(metadata);
                } else {
                    entries.add(entry(name));
                }
            }
            if (parser.nextToken() != null) {
                throw broken("something follows the header's JSON object");
            }
            entries.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
            return new SafetensorsHeader(Map.copyOf(metadata), List.copyOf(entries));
        }

        private void readMetadata(Map<String, String> metadata) throws IOException {
            expect(parser.nextToken(), JsonToken.START_OBJECT, SafetensorsWriter.METADATA);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                expect(parser.nextToken(), JsonToken.VALUE_STRING, "the metadata " + key);
                metadata.put(key, parser.getText());
            }
        }

        private TensorEntry entry(String name) throws IOException {
            Optional<TensorType> type = Optional.empty();
            Optional<List<Long>> shape = Optional.empty();
            Optional<List<Long>> offsets = Optional.empty();
            expect(parser.nextToken(), JsonToken.START_OBJECT, name);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                switch (parser.currentName()) {
                    case "dtype" -> type = Optional.of(type(name));
                    case "shape" -> shape = Optional.of(naturals(name, MAXIMUM_RANK));
                    case "data_offsets" -> offsets = Optional.of(naturals(name, 2));
                    default -> throw broken(name + " has an unknown property " + parser.currentName());
                }
            }
            if (type.isEmpty() || shape.isEmpty() || offsets.isEmpty()) {
                throw broken(name + " lacks dtype, shape or data_offsets");
            }
            return checked(name, type.get(), shape.get(), offsets.get());
        }

        private TensorEntry checked(String name, TensorType type, List<Long> shape, List<Long> offsets)
                throws TensorFormatException {
            if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
                throw broken(name + " has the data_offsets " + offsets + ", which are no begin and end");
            }
            TensorEntry entry = new TensorEntry(name, type, shape, offsets.get(0), offsets.get(1));
            if (entry.bytes() != bytes(name, type, shape)) {
                throw broken(
                        name + " of type " + type + " and shape " + shape + " cannot have " + entry.bytes() + " bytes");
            }
            return entry;
        }

        private long bytes(String name, TensorType type, List<Long> shape) throws TensorFormatException {
            try {
                return shape.stream().reduce((long) type.bytes(), Math::multiplyExact);
            } catch (ArithmeticException overflow) {
                throw broken(name + " has the impossible shape " + shape);
            }
        }

        private TensorType type(String name) throws IOException {
            expect(parser.nextToken(), JsonToken.VALUE_STRING, "the dtype of " + name);
            String word = parser.getText();
            for (TensorType type : TensorType.values()) {
                if (type.name().equals(word)) {
                    return type;
                }
            }
            throw broken(name + " has the dtype " + word + ", which is not among " + List.of(TensorType.values()));
        }

        private List<Long> naturals(String name, int most) throws IOException {
            expect(parser.nextToken(), JsonToken.START_ARRAY, "shape and data_offsets of " + name);
            List<Long> numbers = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                expect(parser.currentToken(), JsonToken.VALUE_NUMBER_INT, "shape and data_offsets of " + name);
                long number = parser.getLongValue();
                if (number < 0 || numbers.size() == most) {
                    throw broken(name + " has a negative number, or more than " + most + " of them");
                }
                numbers.add(number);
            }
            return List.copyOf(numbers);
        }

        private void expect(JsonToken found, JsonToken expected, String what) throws TensorFormatException {
            if (found != expected) {
                throw broken("the JSON of " + what + " is of another kind than it must be");
            }
        }

        private TensorFormatException broken(String problem) {
            return new TensorFormatException(file, problem);
        }
    }
}
