package io.jenkins.plugins.trainmodel.words;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds whatever people read to its bundles, which are complete in English and in Simplified Chinese.
 *
 * <p>Java has {@code Messages.properties} in each package. A view has bundles beside it; a short label is its own key, and
 * so its own English text. Scripts are given their words by the view.
 */
class WordsTest {
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Pattern USED_MESSAGE = Pattern.compile("\\bMessages\\s*\\.\\s*_?(\\w+)\\(");
    private static final Pattern CODE = Pattern.compile("<code>(.*?)</code>", Pattern.DOTALL);
    /** An agent is 代理节点 and no proxy, the trainer 训练进程 or 训练程序, an answer 答复. */
    private static final Pattern OTHER_WORD = Pattern.compile("代理(?!节点)|训练器|回答");
    /** The doors by which words of a class reach people. */
    private static final Pattern SAID_BY_A_CLASS = Pattern.compile(
            "FormValidation\\s*\\.\\w+\\(\\s*\"[^\"]*\"|\\bOption\\(\\s*\"[^\"]+\"|getDisplayName\\(\\) \\{\\s*return \"[^\"]*\"");
    /** Words as a script would say them: a capital and small letters, or three small words; no selector. */
    private static final Pattern SAID_BY_A_SCRIPT = Pattern.compile(
            "['`>](?![#.\\[])([A-Z][a-z]+(?=['` .,:#$])[^'`]*|[^'`\\n]*\\b[a-z]{2,} [a-z]{2,} [a-z]{2,}[^'`\\n]*)['`]");

    @Test
    void shouldSayAllMessagesInBothLanguages() {
        for (Path file : SourceTree.messages()) {
            Bundle english = Bundle.english(file);
            assertSameWords(english, Bundle.chinese(file));
            assertNoLoneApostrophe(english);
            assertNoLoneApostrophe(Bundle.chinese(file));
            assertThat(usedMessages(file)).as(file.toString()).isEqualTo(methodsOf(english));
        }
    }

    @Test
    void shouldSayAllViewsInBothLanguages() {
        for (View view : views()) {
            Bundle english = Bundle.english(view.file());
            Bundle chinese = Bundle.chinese(view.file());
            assertThat(chinese.keys()).as(chinese.name()).isEqualTo(view.keys().keySet());
            assertThat(english.keys())
                    .as("unused in " + english.name())
                    .isSubsetOf(view.keys().keySet());
            assertThat(view.keys().keySet().stream().filter(key -> !key.matches("\\p{Lu}.*|" + anyOf(english.keys()))))
                    .as("keys without a text in " + english.name())
                    .isEmpty();
            english.keys().forEach(key -> assertSamePlaceholders(english, chinese, key));
            assertNoLoneApostrophe(english);
            assertNoLoneApostrophe(chinese);
        }
    }

    @Test
    void shouldSayRecordedSentencesInBothLanguages() {
        assertThat(SourceTree.recorded())
                .isNotEmpty()
                .allSatisfy(file -> assertSameWords(Bundle.english(file), Bundle.chinese(file)));
    }

    @Test
    void shouldHandOverWhatTheWordsOfViewsHaveRoomFor() {
        for (View view : views()) {
            Bundle english = Bundle.english(view.file());
            view.keys().forEach((key, values) -> {
                if (values > 0) {
                    assertThat(Bundle.placeholders(english.text(key).orElse("")))
                            .as("%s in %s", key, english.name())
                            .isEqualTo(Stream.iterate(0, index -> index < values, index -> index + 1)
                                    .collect(toCollection(TreeSet::new)));
                }
            });
        }
    }

    @Test
    void shouldKeepEveryWordOfViewsInBundles() {
        for (View view : views()) {
            assertThat(view.ownWords()).as(view.file().toString()).isEmpty();
        }
    }

    @Test
    void shouldExplainEveryFieldInBothLanguages() {
        for (Path english : SourceTree.help()) {
            Path chinese =
                    english.resolveSibling(english.getFileName().toString().replace(".html", "_zh_CN.html"));
            assertThat(chinese).exists();
            assertThat(SourceTree.read(chinese)).as(chinese.toString()).containsPattern(CHINESE);
            assertThat(codeOf(chinese)).as(chinese.toString()).isEqualTo(codeOf(english));
        }
    }

    @Test
    void shouldKeepTheWordsOfClassesInBundles() {
        assertThat(found(SourceTree.classes(), SAID_BY_A_CLASS)).isEmpty();
    }

    @Test
    void shouldGiveScriptsTheirWordsByTheView() {
        assertThat(found(SourceTree.scripts(), SAID_BY_A_SCRIPT)).isEmpty();
    }

    @Test
    void shouldCallAThingByOneWord() {
        assertThat(found(SourceTree.bundles(), OTHER_WORD)).isEmpty();
    }

    @Test
    void shouldHaveNoBundleOfNothing() {
        assertThat(SourceTree.bundles())
                .allMatch(file -> file.getFileName().toString().matches("(Messages|Recorded)(_zh_CN)?\\.properties")
                        || Files.exists(file.resolveSibling(
                                file.getFileName().toString().replaceFirst("(_zh_CN)?\\.properties$", ".jelly"))));
    }

    private static void assertSameWords(Bundle english, Bundle chinese) {
        assertThat(chinese.keys()).as(chinese.name()).isEqualTo(english.keys());
        english.keys().forEach(key -> assertSamePlaceholders(english, chinese, key));
    }

    private static void assertSamePlaceholders(Bundle english, Bundle chinese, String key) {
        assertThat(Bundle.placeholders(chinese.text(key).orElseThrow()))
                .as(key + " in " + chinese.name())
                .isEqualTo(Bundle.placeholders(english.text(key).orElseThrow()));
    }

    /** It would take what follows for plain text. */
    private static void assertNoLoneApostrophe(Bundle bundle) {
        bundle.keys()
                .forEach(key -> assertThat(bundle.text(key).orElseThrow().replaceAll("''|'[{}]'", ""))
                        .as(key + " in " + bundle.name())
                        .doesNotContain("'"));
    }

    private static Set<String> usedMessages(Path bundle) {
        return matches(SourceTree.sourcesBeside(bundle), USED_MESSAGE)
                .map(found -> found.group(1))
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> methodsOf(Bundle messages) {
        return messages.keys().stream().map(key -> key.replace('.', '_')).collect(toCollection(TreeSet::new));
    }

    private static String anyOf(Set<String> keys) {
        return String.join("|", keys.stream().map(Pattern::quote).toList());
    }

    private static List<View> views() {
        return SourceTree.views().stream().map(View::new).toList();
    }

    private static Set<String> codeOf(Path help) {
        return matches(SourceTree.read(help), CODE)
                .map(found -> found.group(1).replaceAll("\\s+", " "))
                .collect(toCollection(TreeSet::new));
    }

    private static List<String> found(List<Path> files, Pattern words) {
        return files.stream()
                .flatMap(file -> matches(SourceTree.read(file), words).map(found -> file + ": " + found.group()))
                .toList();
    }

    private static Stream<MatchResult> matches(String text, Pattern pattern) {
        return pattern.matcher(text).results();
    }
}
