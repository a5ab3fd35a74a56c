package io.jenkins.trainmodel.trainer.data.text;

import static io.jenkins.trainmodel.trainer.data.text.Texts.heldOut;
import static io.jenkins.trainmodel.trainer.data.text.Texts.prose;
import static io.jenkins.trainmodel.trainer.data.text.Texts.splitBy;
import static io.jenkins.trainmodel.trainer.data.text.Texts.tested;
import static io.jenkins.trainmodel.trainer.data.text.Texts.text;
import static io.jenkins.trainmodel.trainer.data.text.Texts.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.spec.data.Text;
import io.jenkins.trainmodel.spec.data.Text.SplitUnit;
import io.jenkins.trainmodel.spec.data.TokenizerSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text that is kept for the test of the model. */
class TestedTextTest {
    private static final int DOCUMENTS = 80;

    @TempDir
    private Path folder;

    private Texts texts;

    @BeforeEach
    void begin() {
        texts = new Texts(folder);
    }

    private static Text share(Text spec, double share) {
        return tested(spec, Optional.of(share), Optional.empty());
    }

    private Text documents() throws IOException {
        for (int document = 0; document < DOCUMENTS; document++) {
            texts.write("docs/" + document + ".txt", ("document " + document + ". ").repeat(5) + "\n");
        }
        return texts.spec("docs", 10);
    }

    private static Set<Integer> documentsIn(String text) {
        IntPredicate stands = document -> text.contains("document " + document + ".");
        return IntStream.range(0, DOCUMENTS).filter(stands).boxed().collect(Collectors.toSet());
    }

    @Test
    void shouldTakeTheTestFromWhatTrainsAndLeaveWhatValidatesWhereItIs() throws IOException {
        Text spec = documents();
        LoadedData without = texts.load(spec);
        LoadedData with = texts.load(share(spec, 0.25));
        Set<Integer> test = documentsIn(text(with, with.test().orElseThrow()));

        assertThat(without.test()).isEmpty();
        assertThat(text(with, with.validation())).isEqualTo(text(without, without.validation()));
        assertThat(test).hasSizeBetween(10, 32);
        Set<Integer> trained = documentsIn(text(without, without.train()));
        assertThat(documentsIn(text(with, with.train()))).doesNotContainAnyElementsOf(test);
        Set<Integer> both = new HashSet<>(documentsIn(text(with, with.train())));
        both.addAll(test);
        assertThat(both).isEqualTo(trained);
        assertThat(with.holdOut().drawn()).isTrue();
        assertThat(with.holdOut().validating())
                .as("documents that judge a model")
                .hasSize(test.size() + without.holdOut().validating().length);
        assertThat(with.holdOut().shareLearnedBy(without.holdOut().learned()).orElseThrow())
                .as("what a run without a test has learned of them")
                .isPositive();
        assertThat(with.warnings()).noneMatch(warning -> warning.contains("are asked for"));
    }

    @Test
    void shouldTestByTextOfItsOwn() throws IOException {
        Path test = texts.write("test.jsonl", "{\"text\": \"eins zwei drei\"}\n{\"text\": \"vier\"}");
        Text spec = documents();
        LoadedData without = texts.load(spec);
        LoadedData with = texts.load(tested(spec, Optional.of(0.9), Optional.of(test)));

        assertThat(text(with, with.test().orElseThrow())).isEqualTo("eins zwei drei|vier|".substring(0, 10));
        assertThat(text(with, with.train())).isEqualTo(text(without, without.train()));
        assertThat(with.fingerprint()).isNotEqualTo(without.fingerprint());
        LoadedData validating = texts.load(heldOut(spec, test));
        LoadedData both = texts.load(share(heldOut(spec, test), 0.25));
        assertThat(validating.fingerprint()).isNotEqualTo(with.fingerprint());
        assertThat(text(both, both.validation())).isEqualTo("eins zwei ");
        assertThat(documentsIn(text(both, both.train())))
                .doesNotContainAnyElementsOf(documentsIn(text(both, both.test().orElseThrow())))
                .hasSizeLessThan(
                        documentsIn(text(validating, validating.train())).size());
    }

    @Test
    void shouldSayHowMuchOfTheTestTheTrainingTextHas() throws IOException {
        texts.write("book.txt", prose(1, 4000));
        Path test = texts.write("test.txt", prose(1, 4000).substring(200, 1000) + prose(2, 200));
        Path other = texts.write("other.txt", prose(3, 400));
        Text spec = heldOut(texts.spec("book.txt", 50), other);
        LoadedData data = texts.load(tested(spec, Optional.empty(), Optional.of(test)));

        assertThat(data.warnings())
                .singleElement()
                .asString()
                .matches(
                        ".*: 1[4-9] of \\d+ windows of the test text stand in the training text as well, token by token.*");
        texts.read.clear();
        assertThat(texts.load(tested(spec, Optional.empty(), Optional.of(test))).warnings())
                .isEqualTo(data.warnings());
        assertThat(texts.read).as("searched for once").isEmpty();
    }

    @Test
    void shouldKeepAtLeastOneUnitAndSayWhereTheShareIsFarFromTheWish() throws IOException {
        texts.write("docs/a.txt", prose(1, 300));
        texts.write("docs/b.txt", prose(2, 300));
        texts.write("docs/c.txt", prose(3, 300));
        Text spec = share(splitBy(texts.spec("docs", 20), SplitUnit.DOCUMENT), 0.001);
        LoadedData data = texts.load(spec);

        assertThat(data.train().size()).isPositive();
        assertThat(data.warnings())
                .anyMatch(warning -> warning.contains("% of the text are kept for the test, where 0.1 % are asked for")
                        && warning.contains("only 3 documents to draw from; give more text, or testPath"));
        Files.delete(folder.resolve("docs/c.txt"));
        assertThatThrownBy(() -> texts.load(spec))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("docs: has only 2 different documents, too few for one that trains, one that"
                        + " validates and one for the test; give more text, split: section, or testPath");
    }

    @Test
    void shouldLearnNoCharactersFromTheTest() throws IOException {
        Path held = texts.write("held.txt", "übel übel");
        Path test = texts.write("test.txt", "größer größer");
        texts.write("train.txt", "über über über Ü");
        Text spec = with(heldOut(texts.spec("train.txt", 4), held), new TokenizerSpec.Characters());
        LoadedData data = texts.load(tested(spec, Optional.empty(), Optional.of(test)));

        assertThat(data.tokenizer().orElseThrow().description()).isEqualTo("character: berÜü");
    }

    @Test
    void shouldOpenTokensThatWereKeptBeforeThereWereTests() throws IOException {
        Text spec = documents();
        LoadedData first = texts.load(spec);
        Path known = texts.kept("tokens.json");
        String content = Files.readString(known);
        assertThat(content).contains("\"test\":null,");
        Files.writeString(known, content.replace("\"test\":null,", ""));
        Files.delete(texts.kept("test.tokens"));
        texts.read.clear();

        LoadedData again = texts.load(spec);

        assertThat(texts.read).isEmpty();
        assertThat(text(again, again.train())).isEqualTo(text(first, first.train()));
    }
}
