package io.jenkins.trainmodel.trainer.data.text;

import static io.jenkins.trainmodel.trainer.data.text.Texts.gzip;
import static io.jenkins.trainmodel.trainer.data.text.Texts.heldOut;
import static io.jenkins.trainmodel.trainer.data.text.Texts.prose;
import static io.jenkins.trainmodel.trainer.data.text.Texts.splitBy;
import static io.jenkins.trainmodel.trainer.data.text.Texts.text;
import static io.jenkins.trainmodel.trainer.data.text.Texts.window;
import static io.jenkins.trainmodel.trainer.data.text.Texts.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.data.Text.SplitUnit;
import io.jenkins.trainmodel.spec.data.TokenizerSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows of tokens as files of text hold them. */
class TextDataTest {
    @TempDir
    private Path folder;

    private Texts texts;

    @BeforeEach
    void begin() {
        texts = new Texts(folder);
    }

    @Test
    void shouldLetEveryWindowBePredictedOneTokenFurther() throws IOException {
        String training = prose(1, 400);
        texts.write("train.txt", training);
        texts.write("held.txt", prose(2, 400));
        LoadedData data = texts.load(heldOut(texts.spec("train.txt", 50), folder.resolve("held.txt")));
        Samples train = data.train();
        assertThat(data.sampleShape()).containsExactly(50);
        assertThat(train.size()).isEqualTo(training.getBytes(StandardCharsets.UTF_8).length / 50);
        List<Integer> in = window(train, 3).get(0);
        List<Integer> out = window(train, 3).get(1);
        assertThat(out.subList(0, 49)).isEqualTo(in.subList(1, 50));
        assertThat(out.get(49)).isEqualTo(window(train, 4).get(0).get(0));
        assertThat(training).startsWith(text(data, train).substring(0, 1000));
        assertThat(text(data, data.validation()))
                .isEqualTo(
                        prose(2, 400).substring(0, text(data, data.validation()).length()));
    }

    @Test
    void shouldEndEveryDocumentWithATokenOfItsOwn() throws IOException {
        texts.write("a/one.txt", "eins");
        texts.write("a/sub/two.txt", "zwei");
        texts.write("a/.hidden/three.txt", "drei");
        texts.write("b.txt", "validate");
        LoadedData folderOfFiles = texts.load(heldOut(texts.spec("a", 3), folder.resolve("b.txt")));
        LoadedData pattern = texts.load(heldOut(texts.spec("a/**.txt", 3), folder.resolve("b.txt")));
        assertThat(text(folderOfFiles, folderOfFiles.train())).isEqualTo("eins|zwei");
        assertThat(text(pattern, pattern.train())).isEqualTo("eins|zwei");
        texts.write("c/one/a.txt", "eins");
        texts.write("c/two/a.txt", "zwei");
        texts.write("c/two/deep/a.txt", "drei");
        LoadedData oneDeep = texts.load(heldOut(texts.spec("c/*/a.{txt,text}", 3), folder.resolve("b.txt")));
        assertThat(text(oneDeep, oneDeep.train())).isEqualTo("eins|zwei");
    }

    @Test
    void shouldTakeAFolderForWhatItIsWhateverItsName() throws IOException {
        texts.write("{old} [1]/one.txt", "eins");
        texts.write("{old} [1]/two.md", "zwei");
        texts.write("b.txt", "validate");
        LoadedData data = texts.load(heldOut(texts.spec("{old} [1]/*.txt", 3), folder.resolve("b.txt")));
        assertThat(text(data, data.train())).isEqualTo("ein");
    }

    @Test
    void shouldTakeTheFieldOfEveryJsonLine() throws IOException {
        texts.write(
                "a.jsonl", gzip("{\"text\": \"eins\"}\n\n{\"id\": 2, \"text\": \"zw\\u00e9i\"}\r\n{\"text\":\"\"}"));
        texts.write("held.ndjson", "{\"text\": \"validate\"}");
        LoadedData data = texts.load(heldOut(texts.spec("a.jsonl", 3), folder.resolve("held.ndjson")));
        assertThat(text(data, data.train())).isEqualTo("eins|zwéi".substring(0, 8));
    }

    /** A corpus that was put together twice is seen before it trains, and still when its tokens are kept ones. */
    @Test
    void shouldCountDocumentsThatAreThereTwice() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < 70; line++) {
            lines.append("{\"id\": ")
                    .append(line)
                    .append(", \"text\": \"number ")
                    .append(line % 50)
                    .append("\"}\n");
        }
        texts.write("a.jsonl", lines.toString());
        texts.write("held.txt", "another text");
        texts.write("short.txt", "only one document");

        for (int time = 0; time < 2; time++) {
            assertThat(texts.load(heldOut(texts.spec("a.jsonl", 3), folder.resolve("held.txt")))
                            .facts()
                            .duplicates())
                    .contains(20L);
        }
        assertThat(texts.load(heldOut(texts.spec("short.txt", 3), folder.resolve("held.txt")))
                        .facts()
                        .duplicates())
                .contains(0L);
    }

    @Test
    void shouldHoldOutDocumentsAsAWhole() throws IOException {
        for (int document = 0; document < 60; document++) {
            texts.write("docs/" + document + ".txt", ("document " + document + ". ").repeat(5) + "\n");
        }
        LoadedData data = texts.load(texts.spec("docs", 10));
        String train = text(data, data.train());
        String validation = text(data, data.validation());
        int held = 0;
        for (int document = 0; document < 60; document++) {
            boolean validates = validation.contains("document " + document + ".");
            held += validates ? 1 : 0;
            assertThat(train.contains("document " + document + ".")).isNotEqualTo(validates);
        }
        assertThat(held).isBetween(4, 20);
    }

    @Test
    void shouldKeepEverySectionOnItsSideWhenTextIsAdded() throws IOException {
        String book = prose(1, 40_000);
        texts.write("book.txt", book);
        LoadedData before = texts.load(texts.spec("book.txt", 16));
        texts.write("book.txt", prose(3, 3_000) + book + prose(2, 20_000));
        LoadedData after = texts.load(texts.spec("book.txt", 16));
        String trainAfter = text(after, after.train());
        List<String> held = Arrays.stream(text(before, before.validation()).split("\\|"))
                .filter(section -> section.length() > 1000)
                .map(section -> section.substring(200, 800))
                .filter(part -> book.indexOf(part) > 20_000 && book.indexOf(part) < book.length() - 20_000)
                .toList();
        assertThat(held).hasSizeGreaterThan(5).noneMatch(trainAfter::contains);
        assertThat((double) before.validation().size() / before.train().size()).isBetween(0.1, 0.4);
    }

    @Test
    void shouldGoThroughEveryWindowInAnOrderOfEachEpochsOwn() throws IOException {
        texts.write("book.txt", prose(1, 20_000));
        Samples train = texts.load(texts.spec("book.txt", 16)).train();
        int[] first = order(train, 7, 1);
        assertThat(Arrays.stream(first).sorted().toArray())
                .isEqualTo(java.util.stream.IntStream.range(0, train.size()).toArray());
        assertThat(order(train, 7, 1)).isEqualTo(first);
        assertThat(order(train, 7, 2)).isNotEqualTo(first);
        assertThat(order(train, 8, 1)).isNotEqualTo(first);
    }

    private static int[] order(Samples samples, long seed, long epoch) {
        int[] order = new int[samples.size()];
        Arrays.setAll(order, samples.order(seed, epoch)::at);
        return order;
    }

    @Test
    void shouldLearnTheCharactersOfTheTrainingPartAlone() throws IOException {
        texts.write("train.txt", "über über über Ü");
        texts.write("held.txt", "übel übel");
        LoadedData data = texts.load(
                heldOut(with(texts.spec("train.txt", 4), new TokenizerSpec.Characters()), folder.resolve("held.txt")));
        Tokenizer tokenizer = data.tokenizer().orElseThrow();
        assertThat(tokenizer.size()).isEqualTo(" bertÜü".length() - 1 + 2);
        assertThat(text(data, data.validation())).isEqualTo("übe\uFFFD übe");
        assertThat(data.signature().tokens()).isEqualTo("character: berÜü");
    }

    @Test
    void shouldCutTextIntoTheTokensOfGpt2() throws IOException {
        texts.write("train.txt", "Hello world Hello world Hello");
        texts.write("held.txt", "Hello world");
        LoadedData data = texts.load(
                heldOut(with(texts.spec("train.txt", 2), new TokenizerSpec.Gpt2()), folder.resolve("held.txt")));
        assertThat(window(data.validation(), 0)).containsExactly(List.of(15496, 995), List.of(995, 50256));
        assertThat(data.tokenizer().orElseThrow().size()).isEqualTo(50257);
    }

    @Test
    void shouldTakeOverTheCharactersOfTheModel() throws IOException {
        texts.write("book.txt", prose(1, 20_000));
        LoadedData data =
                texts.load(with(texts.spec("book.txt", 4), new TokenizerSpec.Characters()), "character:\n abdefxyz");
        assertThat(data.tokenizer().orElseThrow().size()).isEqualTo(12);
        assertThat(data.signature().tokens()).isEqualTo("character:\n abdefxyz");
        assertThat(text(data, data.train())).contains("\uFFFDe\uFFFD\uFFFD ");
    }

    @Test
    void shouldSayHowManyWindowsOfTheValidationTextTheTrainingTextHas() throws IOException {
        String known = prose(5, 100);
        texts.write("train.txt", prose(1, 3_000) + known + prose(2, 3_000));
        texts.write("held.txt", known + prose(3, 500));
        LoadedData data = texts.load(heldOut(texts.spec("train.txt", 64), folder.resolve("held.txt")));
        int whole = known.getBytes(StandardCharsets.UTF_8).length / 64;
        assertThat(data.warnings())
                .singleElement()
                .asString()
                .contains(whole + " of " + data.validation().size());
        assertThat(data.preprocessing().description())
                .contains(whole + " of " + data.validation().size() + " windows");
        texts.write("held.txt", prose(3, 500));
        assertThat(texts.load(heldOut(texts.spec("train.txt", 64), folder.resolve("held.txt")))
                        .warnings())
                .isEmpty();
    }

    @Test
    void shouldSayWhereTheShareIsFarFromTheOneThatIsAskedFor() throws IOException {
        texts.write("short.txt", prose(1, 1_500));
        texts.write("long.txt", prose(1, 60_000));
        assertThat(texts.load(texts.spec("short.txt", 64)).warnings())
                .singleElement()
                .asString()
                .contains("where 20.0 % are asked for", "sections to draw from", "validationPath");
        assertThat(texts.load(texts.spec("long.txt", 64)).warnings()).isEmpty();
    }

    @Test
    void shouldSplitOneLongDocumentByTheDocumentOnlyWhereThatIsAskedFor() throws IOException {
        texts.write("book.txt", prose(1, 20_000));
        LoadedData data = texts.load(splitBy(texts.spec("book.txt", 16), SplitUnit.SECTION));
        assertThat(data.validation().size()).isPositive();
        assertThat(data.holdOut().drawn()).isTrue();
    }
}
