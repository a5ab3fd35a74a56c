package io.jenkins.trainmodel.trainer.data.text;

import static io.jenkins.trainmodel.trainer.data.text.Texts.heldOut;
import static io.jenkins.trainmodel.trainer.data.text.Texts.prose;
import static io.jenkins.trainmodel.trainer.data.text.Texts.text;
import static io.jenkins.trainmodel.trainer.data.text.Texts.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.data.Text;
import io.jenkins.trainmodel.spec.data.TokenizerSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which tokens are taken for a text although it is not tokenized again. */
class KeptTokensTest {
    @TempDir
    private Path folder;

    private Texts texts;

    @BeforeEach
    void begin() {
        texts = new Texts(folder);
    }

    @Test
    void shouldReadATextThatItKnowsNoMore() throws IOException {
        texts.write("book.txt", prose(1, 20_000));
        LoadedData first = texts.load(texts.spec("book.txt", 16));
        texts.read.clear();
        LoadedData again = texts.load(texts.spec("book.txt", 32));
        assertThat(texts.read).isEmpty();
        assertThat(again.fingerprint()).isEqualTo(first.fingerprint());
        assertThat(again.holdOut().fingerprint()).isEqualTo(first.holdOut().fingerprint());
        assertThat(text(again, again.train()))
                .startsWith(text(first, first.train()).substring(0, 5000));
        texts.write("other.txt", prose(1, 20_000));
        LoadedData copy = texts.load(texts.spec("other.txt", 16));
        assertThat(copy.fingerprint()).isEqualTo(first.fingerprint());
        texts.write("book.txt", prose(2, 20_000));
        assertThat(texts.load(texts.spec("book.txt", 16)).fingerprint()).isNotEqualTo(first.fingerprint());
    }

    @Test
    void shouldRemoveTokensThatNoRunHasAskedForInLong() throws IOException {
        texts.write("old.txt", prose(1, 20_000));
        texts.write("used.txt", prose(2, 20_000));
        texts.write("new.txt", prose(3, 20_000));
        texts.load(texts.spec("old.txt", 16));
        texts.load(texts.spec("used.txt", 16));
        age();
        texts.load(texts.spec("used.txt", 16));
        assertThat(kept()).as("nothing was tokenized").hasSize(2);

        texts.load(texts.spec("new.txt", 16));
        assertThat(kept()).hasSize(2);
        texts.read.clear();
        texts.load(texts.spec("used.txt", 16));
        assertThat(texts.read).isEmpty();
        texts.load(texts.spec("old.txt", 16));
        assertThat(texts.read).isNotEmpty();
        assertThat(kept()).hasSize(3);
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("cache"))) {
            return all.filter(path -> path.endsWith(TokenCache.TOKENS)).toList();
        }
    }

    /** As if all that is kept were from before. */
    private void age() throws IOException {
        FileTime before = FileTime.from(Instant.now().minus(UnusedTokens.KEPT).minusSeconds(60));
        try (Stream<Path> all = Files.walk(folder.resolve("cache"))) {
            for (Path path : all.toList()) {
                Files.setLastModifiedTime(path, before);
            }
        }
    }

    @Test
    void shouldSeeThatAFileHasMovedToTheValidationText() throws IOException {
        for (String place : List.of("a/", "b/")) {
            texts.write(place + "1.txt", "eins");
            texts.write(place + "2.txt", "zwei");
            texts.write(place + "3.txt", "drei");
        }
        LoadedData before = texts.load(heldOut(texts.spec("a/[12].txt", 3), folder.resolve("a/3.txt")));
        assertThat(text(before, before.train())).isEqualTo("eins|zwei");
        assertThat(text(before, before.validation())).isEqualTo("dre");
        // b has the same content and other names
        for (String place : List.of("a/", "b/")) {
            LoadedData after = texts.load(heldOut(texts.spec(place + "1.txt", 3), folder.resolve(place + "[23].txt")));
            assertThat(text(after, after.train())).isEqualTo("ein");
            assertThat(text(after, after.validation())).isEqualTo("zwei|drei");
            assertThat(after.fingerprint()).isNotEqualTo(before.fingerprint());
        }
    }

    @Test
    void shouldReadAFileAnewWhoseNameSaysThatItIsSomethingElse() throws IOException {
        texts.write("held.txt", "validate");
        texts.write("a.json", "{\"text\": \"eins\"}\n");
        texts.write("a.jsonl", "{\"text\": \"eins\"}\n");
        LoadedData raw = texts.load(heldOut(texts.spec("a.json", 3), folder.resolve("held.txt")));
        LoadedData lines = texts.load(heldOut(texts.spec("a.jsonl", 3), folder.resolve("held.txt")));
        assertThat(text(raw, raw.train())).startsWith("{\"text\"");
        assertThat(text(lines, lines.train())).isEqualTo("ein");
    }

    @Test
    void shouldFindWhatTheRunHasKeptThatAModelComesFrom() throws IOException {
        texts.write("book.txt", prose(1, 20_000));
        Text spec = with(texts.spec("book.txt", 16), new TokenizerSpec.Characters());
        LoadedData first = texts.load(spec);
        String characters = first.signature().tokens();
        texts.read.clear();
        assertThat(text(first, texts.load(spec, characters).train())).isEqualTo(text(first, first.train()));
        assertThat(texts.read).isEmpty();
        // another model's characters are others, and kept besides
        LoadedData foreign = texts.load(spec, "character:abc");
        assertThat(foreign.tokenizer().orElseThrow().size()).isEqualTo(5);
        texts.read.clear();
        assertThat(texts.load(spec, "character:abc").signature().tokens()).isEqualTo("character:abc");
        assertThat(texts.load(spec).signature().tokens()).isEqualTo(characters);
        assertThat(texts.read).isEmpty();
    }

    @Test
    void shouldMakeTokensAgainThatAreCutShort() throws IOException {
        texts.write("book.txt", prose(1, 20_000));
        LoadedData first = texts.load(texts.spec("book.txt", 16));
        String whole = text(first, first.train());
        for (String name : List.of("train.tokens", "validation.contents", "tokens.json")) {
            try (FileChannel kept = FileChannel.open(texts.kept(name), StandardOpenOption.WRITE)) {
                kept.truncate(kept.size() / 2 + 1);
            }
            LoadedData again = texts.load(texts.spec("book.txt", 16));
            assertThat(text(again, again.train())).as(name).isEqualTo(whole);
            assertThat(again.holdOut().fingerprint()).isEqualTo(first.holdOut().fingerprint());
        }
    }

    @Test
    void shouldNotTakeWhatWasWrittenMeanwhileForWhatWasListed() throws IOException {
        texts.write("a/1.txt", "eins");
        texts.write("a/2.txt", "zwei");
        texts.write("held.txt", "validate");
        Text spec = heldOut(texts.spec("a", 3), folder.resolve("held.txt"));
        LoadedData meanwhile = texts.load(spec, Optional.empty(), (source, done, total) -> {
            if (done == "eins".length()) {
                changeTheOther();
            }
        });
        assertThat(text(meanwhile, meanwhile.train())).isEqualTo("eins|drei");
        texts.write("a/2.txt", "zwei");
        LoadedData back = texts.load(spec);
        assertThat(text(back, back.train())).isEqualTo("eins|zwei");
    }

    private void changeTheOther() {
        try {
            texts.write("a/2.txt", "drei".getBytes(StandardCharsets.UTF_8), Instant.parse("2021-01-01T00:00:00Z"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
