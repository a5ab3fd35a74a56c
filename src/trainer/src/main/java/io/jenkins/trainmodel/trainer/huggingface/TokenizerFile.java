package io.jenkins.trainmodel.trainer.huggingface;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.trainer.data.token.ByteCharacters;
import io.jenkins.trainmodel.trainer.data.token.ByteTokenizer;
import io.jenkins.trainmodel.trainer.data.token.CharacterTokenizer;
import io.jenkins.trainmodel.trainer.data.token.Gpt2Tokenizer;
import io.jenkins.trainmodel.trainer.data.token.HuggingFaceTokenizer;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A tokenizer as {@code tokenizer.json} of Hugging Face's tokenizers has it, which gives the same tokens for the same text.
 * Only what reads like its special token, {@code <|endoftext|>}, is one there and is text here.
 *
 * @param content writes {@code tokenizer.json}
 * @param end the text of the token that ends a text
 * @param unknown the token for what is not known, where there is one
 */
record TokenizerFile(Content content, String end, Optional<String> unknown) {
    private static final String END = "<|endoftext|>";
    private static final String UNKNOWN = "<unk>";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** What a file is to hold. */
    @FunctionalInterface
    interface Content {
        void writeTo(Path file) throws IOException;
    }

    /** Of a tokenizer; empty where theirs has no kind that does the same. */
    static Optional<TokenizerFile> of(Tokenizer tokenizer) {
        if (tokenizer instanceof HuggingFaceTokenizer theirs) {
            return Optional.of(new TokenizerFile(theirs::writeJson, theirs.end(), Optional.empty()));
        }
        if (tokenizer instanceof CharacterTokenizer) {
            return Optional.of(own(characters(tokenizer), Optional.of(UNKNOWN)));
        }
        return tokenizer instanceof ByteTokenizer || tokenizer instanceof Gpt2Tokenizer
                ? Optional.of(own(byteLevel(tokenizer), Optional.empty()))
                : Optional.empty();
    }

    private static TokenizerFile own(ObjectNode json, Optional<String> unknown) {
        return new TokenizerFile(file -> Gpt2Export.write(file, json), END, unknown);
    }

    /** Writes it with what transformers wants to know besides. */
    void write(Path folder, int positions) throws IOException {
        content.writeTo(folder.resolve("tokenizer.json"));
        ObjectNode config = JSON.objectNode()
                .put("tokenizer_class", "PreTrainedTokenizerFast")
                .put("model_max_length", positions)
                .put("bos_token", end)
                .put("eos_token", end)
                .put("clean_up_tokenization_spaces", false);
        unknown.ifPresent(token -> config.put("unk_token", token));
        Gpt2Export.write(folder.resolve("tokenizer_config.json"), config);
    }

    private static ObjectNode file(Tokenizer tokenizer, ObjectNode cut, ObjectNode joined, ObjectNode model) {
        ObjectNode file = JSON.objectNode().put("version", "1.0");
        file.putNull("truncation").putNull("padding");
        file.putArray("added_tokens")
                .addObject()
                .put("id", tokenizer.endOfText())
                .put("content", END)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", true);
        file.putNull("normalizer").set("pre_tokenizer", cut);
        file.putNull("post_processor").set("decoder", joined);
        return file.set("model", model);
    }

    /** Byte-pair encoding; where every token is a byte it joins none, and text need not be cut into words first. */
    private static ObjectNode byteLevel(Tokenizer tokenizer) {
        List<byte[]> tokens = IntStream.range(0, tokenizer.endOfText())
                .mapToObj(tokenizer::bytes)
                .toList();
        ObjectNode model = JSON.objectNode().put("type", "BPE");
        model.putNull("dropout").putNull("unk_token").putNull("continuing_subword_prefix");
        model.putNull("end_of_word_suffix").put("fuse_unk", false).put("byte_fallback", false);
        ObjectNode vocabulary = model.putObject("vocab");
        tokens.forEach(token -> vocabulary.put(ByteCharacters.of(token), vocabulary.size()));
        ArrayNode merges = model.putArray("merges");
        List<String> single = tokens.stream()
                .map(token -> new String(token, StandardCharsets.ISO_8859_1))
                .toList();
        BytePairs.of(single).all().forEach(pair -> merges.add(written(pair)));
        boolean words = !merges.isEmpty();
        return file(tokenizer, bytes().put("use_regex", words), bytes().put("use_regex", words), model);
    }

    /** No token has a space of its own, so one can stand between two: every version of tokenizers reads that. */
    private static String written(List<String> pair) {
        return ByteCharacters.of(pair.get(0).getBytes(StandardCharsets.ISO_8859_1)) + " "
                + ByteCharacters.of(pair.get(1).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ObjectNode bytes() {
        return JSON.objectNode()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", false);
    }

    /** A word a character; what is cut at every place is joined without anything between. */
    private static ObjectNode characters(Tokenizer tokenizer) {
        ObjectNode model = JSON.objectNode().put("type", "WordLevel");
        ObjectNode vocabulary = model.putObject("vocab");
        int unknown = tokenizer.endOfText() - 1;
        IntStream.range(0, unknown)
                .forEach(token -> vocabulary.put(new String(tokenizer.bytes(token), StandardCharsets.UTF_8), token));
        vocabulary.put(UNKNOWN, unknown);
        model.put("unk_token", UNKNOWN);
        ObjectNode cut = JSON.objectNode().put("type", "Split");
        cut.putObject("pattern").put("Regex", "[\\s\\S]");
        cut.put("behavior", "Isolated").put("invert", false);
        return file(tokenizer, cut, JSON.objectNode().put("type", "Fuse"), model);
    }
}
