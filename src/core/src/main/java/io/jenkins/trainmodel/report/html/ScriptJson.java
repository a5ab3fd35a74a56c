package io.jenkins.trainmodel.report.html;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.jenkins.trainmodel.words.PlainText;
import java.io.IOException;
import java.util.Locale;

/**
 * JSON that may stand in a script element: no text in it can end the element, open a comment or a script, or break a
 * line of JavaScript (HTML standard, section 4.12.1.3, restrictions for contents of script elements).
 */
final class ScriptJson {
    private static final JsonMapper MAPPER = mapper();

    private ScriptJson() {}

    static String of(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the report's data cannot be written as JSON", e);
        }
    }

    private static JsonMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(new SimpleModule().addSerializer(String.class, new Plain()))
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
                .build();
        mapper.getFactory().setCharacterEscapes(new Escapes());
        return mapper;
    }

    /** Text of any length is cut to what a chart can show. */
    private static final class Plain extends StdScalarSerializer<String> {
        private static final long serialVersionUID = 1L;

        Plain() {
            super(String.class);
        }

        @Override
        public void serialize(String text, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(PlainText.of(text));
        }
    }

    private static final class Escapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        private final int[] ascii = standardAsciiEscapesForJSON();

        Escapes() {
            for (char character : new char[] {'<', '>', '&', '\''}) {
                ascii[character] = ESCAPE_STANDARD;
            }
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii.clone();
        }

        @Override
        public SerializableString getEscapeSequence(int character) {
            boolean breaksLine = character == 0x2028 || character == 0x2029;
            return breaksLine ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", character)) : null;
        }
    }
}
