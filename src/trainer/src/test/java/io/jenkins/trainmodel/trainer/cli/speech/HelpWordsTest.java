package io.jenkins.trainmodel.trainer.cli.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.cli.TrainModel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpWordsTest {
    /** Two words of English that follow each other, but for the placeholders of commands. */
    private static final Pattern ENGLISH = Pattern.compile("\\b[A-Za-z][a-z]{2,},? [a-z]{2,}\\b");

    static Stream<CommandLine> commands() {
        return all(speakingTo(Locale.CHINA));
    }

    private static CommandLine speakingTo(Locale locale) {
        return TrainModel.commandLine(new Speaker(locale, StandardCharsets.UTF_8));
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpWordsTest::all));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldExplainEveryCommandInChinese(CommandLine command) {
        String help = command.getUsageMessage()
                .replaceAll("'train-model [^']*'", "")
                .replace(command.getCommandSpec().qualifiedName(), "");

        assertThat(ENGLISH.matcher(help).results().map(found -> found.group()))
                .as(help)
                .isEmpty();
        assertThat(command.getCommandSpec().usageMessage().description()).allMatch(HelpWordsTest::isChinese);
        assertThat(command.getCommandSpec().args())
                .allSatisfy(argument -> assertThat(argument.description())
                        .as(argument.toString())
                        .allMatch(HelpWordsTest::isChinese));
    }

    @Test
    void shouldExplainItselfInEnglishToWhoeverReadsNoChinese() {
        assertThat(speakingTo(Locale.GERMANY).getUsageMessage())
                .startsWith("Usage: train-model")
                .contains("Trains a model from a specification");
    }

    @Test
    void shouldTellWhatIsWrongWithTheArgumentsInTheLanguageThatTheyAskFor() {
        String[] arguments = {"schema", "--oops", "--lang=zh"};
        Speaker speaker = new Speaker(Locale.ENGLISH, StandardCharsets.UTF_8);
        speaker.hear(arguments);
        StringWriter said = new StringWriter();

        int exitCode =
                TrainModel.commandLine(speaker).setErr(new PrintWriter(said)).execute(arguments);

        assertThat(exitCode).isEqualTo(2);
        assertThat(said.toString()).startsWith("用法：train-model schema").contains("error: 未知选项：'--oops'");
    }

    private static boolean isChinese(String text) {
        return text.codePoints().anyMatch(sign -> Character.UnicodeScript.of(sign) == Character.UnicodeScript.HAN);
    }
}
