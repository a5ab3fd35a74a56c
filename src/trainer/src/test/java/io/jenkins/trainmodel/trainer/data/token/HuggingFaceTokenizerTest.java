package io.jenkins.trainmodel.trainer.data.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.spec.data.TokenizerSpec;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import io.jenkins.trainmodel.trainer.library.maven.DownloadListener;
import io.jenkins.trainmodel.trainer.library.maven.MavenLocations;
import io.jenkins.trainmodel.trainer.library.platform.LibraryException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files tokenizer.json of the common kinds, which src/python/tokenizer_files.py has made. */
class HuggingFaceTokenizerTest {
    private static final String TEXT = "Über the field\n don't 🙂 x\u0000y  z";
    private static final LibraryRequest LIBRARIES = TestEngine.libraries();

    @TempDir
    private Path folder;

    private static Path file(String kind) {
        try {
            return Path.of(
                    Objects.requireNonNull(HuggingFaceTokenizerTest.class.getResource(kind + "/" + Tokenizers.FILE))
                            .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Tokenizer open(String kind) throws IOException {
        return HuggingFaceTokenizer.open(file(kind), Optional.empty(), LIBRARIES);
    }

    /** The numbers are those of tokenizers 0.23.3 in Python with add_special_tokens=False. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    byte-level    | 262 280 267     | 330 | 0
                    byte-fallback | 293 278 290 261 | 300 | 2
                    unigram       | 2 6 3 2 14 10 17 15 | 57 | 1
                    word-pieces   | 63 75 66        | 120 | 3
                    """)
    void shouldCutTextAsPythonDoes(String kind, String tokens, int size, int end) throws IOException {
        Tokenizer tokenizer = open(kind);

        assertThat(tokenizer.encode("the cold wind"))
                .containsExactly(Arrays.stream(tokens.split(" "))
                        .mapToInt(Integer::parseInt)
                        .toArray());
        assertThat(tokenizer.encode("")).isEmpty();
        assertThat(tokenizer.size()).isEqualTo(size);
        assertThat(tokenizer.endOfText()).isEqualTo(end);
        assertThat(tokenizer.bytes(end)).isEmpty();
        assertThatThrownBy(() -> tokenizer.bytes(size)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"byte-level", "byte-fallback"})
    void shouldKnowWhatTokensStandFor(String kind) throws IOException {
        Tokenizer tokenizer = open(kind);
        String begun = kind.equals("byte-level") ? "" : " ";

        assertThat(TokenizersTest.decoded(tokenizer, tokenizer.encode(TEXT))).isEqualTo(begun + TEXT);
    }

    @Test
    void shouldSetWordsApartInTheMiddleOfAText() throws IOException {
        Tokenizer words = open("word-pieces");
        assertThat(TokenizersTest.decoded(words, words.encode("the windmill, turns")))
                .isEqualTo(" the windmill , turns");

        Tokenizer pieces = open("unigram");
        assertThat(TokenizersTest.decoded(pieces, pieces.encode("the wind"))).isEqualTo(" the wind");
    }

    /** The file asks for 8 tokens, filled up; a text is as long as it is. */
    @Test
    void shouldNeitherCutNorFillUp() throws IOException {
        assertThat(open("word-pieces").encode("the wind ".repeat(50))).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"byte-level", "byte-fallback", "unigram", "word-pieces"})
    void shouldBeTheSameInAPackage(String kind) throws IOException {
        Tokenizer tokenizer = open(kind);

        Tokenizers.write(tokenizer, folder);
        Tokenizer read = new Tokenizers(LIBRARIES).read(folder);

        assertThat(folder.resolve(Tokenizers.FILE)).hasSameBinaryContentAs(file(kind));
        assertThat(read.description()).isEqualTo(tokenizer.description());
        assertThat(read.encode(TEXT)).isEqualTo(tokenizer.encode(TEXT));
        assertThat(new Tokenizers(LIBRARIES)
                        .kept(tokenizer.description(), folder)
                        .description())
                .isEqualTo(tokenizer.description());
    }

    @Test
    void shouldEndTextsAsItIsTold() throws IOException {
        Path file = file("byte-level");
        TokenizerSpec told = new TokenizerSpec.HuggingFace(Optional.of(file.getParent()), Optional.of("<|im_start|>"));

        Tokenizer tokenizer = new Tokenizers(LIBRARIES).of(told).orElseThrow();

        assertThat(tokenizer.endOfText()).isEqualTo(1);
        assertThat(tokenizer.bytes(0)).asString().isEqualTo("<|endoftext|>");
        Tokenizers.write(tokenizer, folder);
        assertThat(new Tokenizers(LIBRARIES).read(folder).endOfText()).isEqualTo(1);
    }

    @Test
    void shouldNameATokenForTheEndThatIsNotThere() {
        assertThatThrownBy(() -> HuggingFaceTokenizer.open(file("unigram"), Optional.of("<eot>"), LIBRARIES))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has no token <eot>")
                .hasMessageContaining("endOfText");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"type": "byte"} | is no tokenizer.json of Hugging Face's tokenizers
                    {"model": {"vocab": {"a": 0}}} | does not say which token ends a text; name one as endOfText in the tokenizer
                    {"model": {"vocab": {"</s>": 0}}, "added_tokens": [{"id": 0, "content": "</s>"}], "decoder": {"type": "CTC"}} | has a decoder of the type CTC; known are
                    {"model": {"vocab": {"a": -1}}, "added_tokens": [{"id": 0, "content": "</s>"}]} | numbers a token -1
                    {"model": | is no JSON
                    """)
    void shouldSayWhatIsWrongWithAFile(String content, String problem) throws IOException {
        Path file = Files.writeString(folder.resolve(Tokenizers.FILE), content);

        assertThatThrownBy(() -> HuggingFaceTokenizer.open(file, Optional.empty(), LIBRARIES))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(problem);
    }

    @Test
    void shouldSayWhatTheLibraryDoesNotRead() throws IOException {
        Path file = Files.writeString(
                folder.resolve(Tokenizers.FILE),
                "{\"model\": {\"type\": \"Telepathy\", \"vocab\": {\"</s>\": 0}}, \"added_tokens\": [{\"id\": 0, \"content\": \"</s>\"}]}");
        Tokenizer tokenizer = HuggingFaceTokenizer.open(file, Optional.empty(), LIBRARIES);

        assertThatThrownBy(() -> tokenizer.encode("a"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("tokenizer.json cannot be used by the library of tokenizers (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"the wind\nthe naïve wind\n", "naïve", "the\tnaïve\twind"})
    void shouldQuoteTheWordThatItHasNoTokenFor(String text) throws IOException {
        Tokenizer tokenizer = open("words");

        assertThat(tokenizer.encode("the wind")).containsExactly(1, 2);
        assertThatThrownBy(() -> tokenizer.encode(text))
                .isInstanceOf(UnknownTextException.class)
                .hasMessageStartingWith("the tokenizer huggingface has no token for \"naïve\" (")
                .hasMessageContaining("[UNK]");
    }

    @Test
    void shouldSayWhereTheLibraryWasLookedFor() throws IOException {
        Path settings = Files.writeString(
                folder.resolve("settings.xml"),
                "<settings><offline>true</offline><localRepository>%s</localRepository></settings>"
                        .formatted(folder.resolve("local")));
        LibraryRequest nowhere = new LibraryRequest(
                Map.of("TRAIN_MODEL_CACHE", folder.resolve("cache").toString()),
                folder,
                new MavenLocations(Optional.of(settings), Optional.empty(), Optional.of(folder.resolve("local"))),
                DownloadListener.NONE);
        Tokenizer tokenizer = HuggingFaceTokenizer.open(file("byte-level"), Optional.empty(), nowhere);

        assertThat(tokenizer.size()).as("what needs no library").isEqualTo(330);
        assertThatThrownBy(() -> tokenizer.encode("a"))
                .isInstanceOf(LibraryException.class)
                .hasMessageContaining("A library is missing: ai.djl.huggingface:tokenizers:")
                .hasMessageContaining(folder.resolve("local").toString())
                .hasMessageContaining("the settings say offline")
                .hasMessageContaining("mvn dependency:get")
                .hasMessageContaining("copy " + folder.resolve("cache"));
    }
}
