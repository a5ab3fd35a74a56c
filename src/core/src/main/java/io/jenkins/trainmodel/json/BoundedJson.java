package io.jenkins.trainmodel.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Map;

/**
 * JSON mappers for files that someone else may have written. They bound size and depth, refuse numbers written as text and
 * keys that stand twice, pass over unknown fields so that newer files stay readable, never guess a Java class, and leave
 * no nulls: a missing text, list or map is empty, a missing number is an error.
 */
public final class BoundedJson {

    private static final int LONGEST_NAME = 10_000;

    private BoundedJson() {}

    /** A builder for a mapper that reads and writes documents of at most so many bytes and so many nested levels. */
    public static JsonMapper.Builder builder(int maximumBytes, int maximumDepth) {
        return builder(maximumBytes, maximumDepth, Long.MAX_VALUE);
    }

    /**
     * As {@link #builder(int, int)}; documents of more tokens than that are refused. A tree in memory is many times as
     * large as its text where the text is one of small values.
     */
    public static JsonMapper.Builder builder(int maximumBytes, int maximumDepth, long maximumTokens) {
        JsonMapper.Builder builder = JsonMapper.builder(factory(maximumBytes, maximumDepth, maximumTokens))
                .addModules(new Jdk8Module(), new JavaTimeModule())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        builder.withConfigOverride(String.class, o -> o.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)));
        for (Class<?> container : List.of(List.class, Map.class)) {
            builder.withConfigOverride(
                    container, o -> o.setSetterInfo(JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.SKIP)));
        }
        return builder;
    }

    private static JsonFactory factory(int maximumBytes, int maximumDepth, long maximumTokens) {
        return new JsonFactoryBuilder()
                // Names that someone else chose shall not stay in the table of this process's own.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(maximumBytes)
                        .maxNestingDepth(maximumDepth)
                        .maxStringLength(maximumBytes)
                        .maxNameLength(Math.min(LONGEST_NAME, maximumBytes))
                        .maxTokenCount(maximumTokens)
                        .build())
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(maximumDepth)
                        .build())
                .build();
    }
}
