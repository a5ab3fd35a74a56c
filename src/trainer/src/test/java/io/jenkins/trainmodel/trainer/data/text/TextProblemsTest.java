package io.jenkins.trainmodel.trainer.data.text;

import static io.jenkins.trainmodel.trainer.data.text.Texts.prose;
import static io.jenkins.trainmodel.trainer.data.text.Texts.splitBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.spec.data.BadRecords;
import io.jenkins.trainmodel.spec.data.Text;
import io.jenkins.trainmodel.spec.data.Text.SplitUnit;
import io.jenkins.trainmodel.spec.data.TokenizerSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.token.ByteTokenizer;
import io.jenkins.trainmodel.trainer.data.token.Tokenizers;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Text that nothing can be trained on: where it is, what was found, what to do. */
class TextProblemsTest {
    @TempDir
    private Path folder;

    private Texts texts;

    @BeforeEach
    void begin() {
        texts = new Texts(folder);
    }

    private void refuses(Text spec, String... words) {
        assertThatThrownBy(() -> texts.load(spec))
                .isInstanceOf(DataException.class)
                .message()
                .contains(words);
    }

    @Test
    void shouldSayWhichByteIsNoText() throws IOException {
        byte[] latin = "gut\ncaf\u00e9 au lait".getBytes(StandardCharsets.ISO_8859_1);
        texts.write("latin.txt", latin);
        refuses(texts.spec("latin.txt", 4), "latin.txt", "not UTF-8 at byte 7 ", "iconv");
        // many sections later
        byte[] good = prose(1, 30_000).getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(good, good.length + latin.length);
        System.arraycopy(latin, 0, both, good.length, latin.length);
        texts.write("latin.txt", both);
        refuses(texts.spec("latin.txt", 4), "latin.txt", "not UTF-8 at byte " + (good.length + 7) + " ");
    }

    @Test
    void shouldSayWhichLineOfJsonHasNoWholeCharacters() throws IOException {
        texts.write("half.jsonl", "{\"text\": \"eins\"}\n{\"text\": \"zw\\ud83d ei\"}\n");
        refuses(
                texts.spec("half.jsonl", 4),
                "half.jsonl:2: its text has half a character (\\ud83d without",
                "write the whole");
        texts.write("whole.jsonl", "{\"text\": \"eins \\ud83d\\ude00\"}");
        texts.write("held.jsonl", "{\"text\": \"validated by this\"}");
        LoadedData whole = texts.load(Texts.heldOut(texts.spec("whole.jsonl", 9), folder.resolve("held.jsonl")));
        assertThat(Texts.text(whole, whole.train())).isEqualTo("eins 😀");
        texts.write("latin.jsonl", "{\"text\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
        refuses(texts.spec("latin.jsonl", 4), "latin.jsonl:1: is not UTF-8 at byte 13 of the line", "iconv");
    }

    /** Also by a run that finds the tokens kept. */
    @Test
    void shouldLeaveOutLinesThatAreNoneAndNameTheFirstOnes() throws IOException {
        texts.write("held.jsonl", "{\"text\": \"validated by this\"}");
        texts.write(
                "some.jsonl",
                "{\"text\": \"eins\"}\nno json\n\n{\"title\": \"zwei\"}\n{\"text\": \"drei \\ud83d\"}\n{\"text\": \"vier\"}\n");
        Text spec = Texts.heldOut(texts.spec("some.jsonl", 3), folder.resolve("held.jsonl"));

        for (int reading = 0; reading < 2; reading++) {
            LoadedData data = texts.load(Texts.skipping(spec, 3));

            assertThat(Texts.text(data, data.train()))
                    .startsWith("eins")
                    .contains("vier")
                    .doesNotContain("zwei", "drei");
            assertThat(data.warnings())
                    .startsWith(spec.path() + ": 3 bad records were left out, of 3 that may be")
                    .anyMatch(warning -> warning.contains("some.jsonl:2: is no JSON"))
                    .anyMatch(warning -> warning.contains("some.jsonl:4: has no text in the field \"text\""))
                    .anyMatch(warning -> warning.contains("some.jsonl:5: its text has half a character"));
        }
        refuses(Texts.skipping(spec, 2), "more than 2 bad records");
        refuses(spec, "some.jsonl:2: is no JSON");
    }

    @Test
    void shouldLeaveOutAWholeFileThatIsNoText() throws IOException {
        texts.write("held.txt", "validated by this");
        texts.write("book/a.txt", "eins zwei drei");
        texts.write("book/b.txt", "good at first, then caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        Text spec = Texts.heldOut(texts.spec("book", 3), folder.resolve("held.txt"));

        LoadedData data = texts.load(Texts.skipping(spec, 1));

        assertThat(Texts.text(data, data.train())).doesNotContain("good");
        assertThat(data.warnings()).anyMatch(warning -> warning.contains("b.txt: is not UTF-8 at byte 23 "));
        texts.write("book/b.txt", "good at first, then cafe au lait");
        assertThat(texts.load(Texts.skipping(spec, 1)).fingerprint()).isNotEqualTo(data.fingerprint());
    }

    @Test
    void shouldSayThatWhatGzipHasCompressedIsCutOff() throws IOException {
        byte[] whole = Texts.gzip(prose(1, 20_000));
        texts.write("book.txt.gz", Arrays.copyOf(whole, whole.length / 2));
        refuses(texts.spec("book.txt.gz", 4), "book.txt.gz: what gzip has compressed is cut off or damaged", "again");
    }

    /** However many bad records may be left out: how much is missing nobody knows. */
    @Test
    void shouldNotLeaveOutWhatIsCutOffAsIfItWereABadRecord() throws IOException {
        String cut = "what gzip has compressed is cut off or damaged";
        String prose = prose(1, 20_000);
        for (String name : List.of("book.txt.gz", "book.jsonl.gz", "latin.txt.gz")) {
            String text = name.contains("jsonl")
                    ? "{}\n{\"text\": \"" + prose.replace('\n', ' ') + "\"}\n"
                    : "caf\u00e9 " + prose;
            byte[] whole = Texts.gzip(
                    text.getBytes(name.startsWith("latin") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
            texts.write(name, Arrays.copyOf(whole, whole.length - 6));

            refuses(Texts.skipping(texts.spec(name, 4), 100), name + ": " + cut);
        }
    }

    @Test
    void shouldSayWhichKeptTokensAreDamaged() throws IOException {
        texts.write("book.txt", prose(1, 20_000));
        LoadedData data = texts.load(texts.spec("book.txt", 16));
        Path kept = texts.kept("train.tokens");
        byte[] tokens = Files.readAllBytes(kept);
        Arrays.fill(tokens, tokens.length / 2, tokens.length, (byte) 0xFF);
        Files.write(kept, tokens, StandardOpenOption.WRITE);
        assertThatThrownBy(() -> {
                    try (BatchLoader batches =
                            BatchLoader.inSequence(data.train(), data.train().size())) {
                        batches.next().close();
                    }
                })
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(
                        "65535 is not among the 257", kept.getParent().toString(), "delete");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldSayThatThereIsNoRoomForTokens() throws IOException {
        Path book = texts.write("book.txt", prose(1, 100_000));
        TextReader reader = new TextReader(
                "text", TestEngine.libraries(), LoadProgress.NONE, new BadTexts("text", BadRecords.FAIL));
        TokenCache cache = new TokenCache(folder.resolve("cache"), new Tokenizers(TestEngine.libraries()));
        assertThatThrownBy(() -> cache.get("a", directory -> {
                    // every write to that device fails as one to a full disk does
                    try (TokenWriter full = new TokenWriter(Path.of("/dev/full"), Short.BYTES)) {
                        Tokenization.Side side = new Tokenization.Side(full);
                        reader.read(book, new Tokenization(new ByteTokenizer(), section -> side));
                    }
                }))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("cannot be kept in " + folder.resolve("cache"), "make room there");
    }

    @Test
    void shouldNameThePatternThatMatchesNothing() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        refuses(texts.spec("empty/*.txt", 4), "empty/*.txt", "no file matches");
        refuses(texts.spec("empty", 4), "empty", "holds no file");
        texts.write("nothing.txt", new byte[0]);
        refuses(texts.spec("nothing.txt", 4), "nothing.txt", "holds no text");
        refuses(texts.spec("gone.txt", 4), "gone.txt", "does not exist");
    }

    @Test
    void shouldNameTheLineWithoutText() throws IOException {
        texts.write("a.jsonl", "{\"text\": \"eins\"}\n{\"body\": \"zwei\"}\n");
        refuses(texts.spec("a.jsonl", 4), "a.jsonl:2", "\"text\"", "field in the data");
        texts.write("b.jsonl", "{\"text\": \"eins\"}\n{\"text\": \n");
        refuses(texts.spec("b.jsonl", 4), "b.jsonl:2: is no JSON: the text ends in the middle of a value");
        texts.write("c.jsonl", "{\"text\": \"eins\"}\n{\"text\": eins}\n");
        refuses(texts.spec("c.jsonl", 4), "c.jsonl:2: is no JSON: `eins` is no JSON");
    }

    @Test
    void shouldSayWhatAWindowNeeds() throws IOException {
        texts.write("book.txt", prose(1, 20_000));
        refuses(texts.spec("book.txt", 1 << 20), "tokens, too few for a window of 1048576");
    }

    @Test
    void shouldSayThatOneDocumentCannotBeHeldOut() throws IOException {
        texts.write("book.txt", prose(1, 20_000));
        refuses(
                splitBy(texts.spec("book.txt", 4), SplitUnit.DOCUMENT),
                "one document",
                "split: section",
                "validationPath");
    }

    @Test
    void shouldRefuseTokensThatAreNotTheModels() throws IOException {
        texts.write("book.txt", prose(1, 20_000));
        assertThatThrownBy(() -> texts.load(texts.spec("book.txt", 4), "character:abc"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("by the tokenizer byte with 257 tokens, and the text of the model by character");
    }

    @Test
    void shouldNameTheFileOfAWordThatATokenizerHasNoTokenFor() throws IOException {
        Path text = texts.write("text.txt", Texts.prose(1, 2000));
        Path tokens = texts.write("tokens.json", """
                {"model": {"type": "WordLevel", "vocab": {"</s>": 0, "the": 1, "wind": 2}, "unk_token": "[UNK]"},
                 "pre_tokenizer": {"type": "Whitespace"}, "added_tokens": [{"id": 0, "content": "</s>", "single_word": false,
                 "lstrip": false, "rstrip": false, "normalized": false, "special": true}]}
                """);

        assertThatThrownBy(() -> texts.load(Texts.with(
                        texts.spec("text.txt", 20),
                        new TokenizerSpec.HuggingFace(Optional.of(tokens), Optional.empty()))))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(text + ": the tokenizer huggingface has no token for \"")
                .hasMessageContaining("; leave that out of the text");
    }
}
