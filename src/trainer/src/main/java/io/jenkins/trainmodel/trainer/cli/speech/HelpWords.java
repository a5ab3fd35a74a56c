package io.jenkins.trainmodel.trainer.cli.speech;

import io.jenkins.trainmodel.message.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import picocli.CommandLine;

/**
 * What {@code --help} says in another language than English, whose words stand with the commands and options themselves.
 * The keys of the bundle are picocli's: {@code train-model.run.usage.description.0}, {@code train-model.run.out}, and
 * {@code out} for all commands that have no key of their own.
 */
final class HelpWords {
    private static final String CHINESE = "Help_zh_CN.properties";

    private HelpWords() {}

    /** Lets a command and those below it explain themselves in this language. */
    static void speak(CommandLine command, Language language) {
        if (language == Language.CHINESE) {
            speak(command, load(CHINESE));
        }
    }

    private static void speak(CommandLine command, ResourceBundle words) {
        command.getCommandSpec().resourceBundle(words);
        command.getSubcommands().values().forEach(below -> speak(below, words));
    }

    private static ResourceBundle load(String name) {
        try (InputStream in = HelpWords.class.getResourceAsStream(name)) {
            return new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
