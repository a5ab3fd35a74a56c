package io.jenkins.trainmodel.trainer.data.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The text that a piece of a vocabulary stands for in the middle of a text, by the decoder of a {@code tokenizer.json}. What decoders do
 * at the beginning of a whole text alone, such as taking away a space there, is left out.
 */
final class PieceText {
    private static final String NO_DECODER = "NoDecoder";

    private final List<UnaryOperator<String>> steps = new ArrayList<>();
    private boolean byteLevel;
    private boolean byteFallback;

    /** @throws IllegalArgumentException if a kind of decoder is not known */
    PieceText(JsonNode decoder) {
        read(decoder);
    }

    private void read(JsonNode decoder) {
        String type = decoder.isObject() ? decoder.path("type").asText() : NO_DECODER;
        switch (type) {
            case "Sequence" -> decoder.path("decoders").forEach(this::read);
            case "ByteLevel" -> byteLevel = true;
            case "ByteFallback" -> byteFallback = true;
            case "Metaspace" -> replace(decoder.path("replacement").asText("▁"), " ");
            case "Replace" -> replacement(decoder);
            case "BPEDecoder" -> replace(decoder.path("suffix").asText("</w>"), " ");
            case "WordPiece" -> steps.add(word(decoder.path("prefix").asText("##")));
            case NO_DECODER -> steps.add(piece -> " " + piece);
            case "Fuse", "Strip" -> {
                // What they do, they do between pieces, and at the ends of a text.
            }
            default ->
                throw new IllegalArgumentException(
                        "it has a decoder of the type " + type + "; known are ByteLevel, ByteFallback,"
                                + " Metaspace, Replace, BPEDecoder, WordPiece, Fuse, Strip and sequences of them");
        }
    }

    private void replace(String what, String with) {
        steps.add(piece -> piece.replace(what, with));
    }

    private void replacement(JsonNode decoder) {
        JsonNode pattern = decoder.path("pattern");
        String with = decoder.path("content").asText();
        if (!pattern.path("String").isTextual()) {
            throw new IllegalArgumentException(
                    "it has a decoder that replaces what a regular expression finds; only fixed text is known");
        }
        replace(pattern.path("String").asText(), with);
    }

    private static UnaryOperator<String> word(String continuation) {
        return piece -> piece.startsWith(continuation) ? piece.substring(continuation.length()) : " " + piece;
    }

    /** In UTF-8; not always whole characters. */
    byte[] of(String piece) {
        if (byteFallback && piece.matches("<0x[0-9A-Fa-f]{2}>")) {
            return new byte[] {(byte) Integer.parseInt(piece.substring(3, 5), 16)};
        }
        String text = piece;
        for (UnaryOperator<String> step : steps) {
            text = step.apply(text);
        }
        return byteLevel ? bytes(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    /** A piece with a character that stands for no byte is its own text, as the library has it. */
    private static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (char character : text.toCharArray()) {
            int value = ByteCharacters.value(character);
            if (value < 0) {
                return text.getBytes(StandardCharsets.UTF_8);
            }
            bytes.write(value);
        }
        return bytes.toByteArray();
    }
}
