package io.jenkins.trainmodel.trainer.cli.speech;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Recorded;
import io.jenkins.trainmodel.words.ClosingWords;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Knows who reads the terminal, and says to them what the program says in English. */
public final class Speaker {
    /** With one of these begins a line of JSON. */
    private static final String DATA = "{}[]\"";

    /** Under which the command of all commands has it mixed in. */
    private static final String NAME = "speaker";

    private static final String OPTION = "--lang";

    private final Locale system;
    private final boolean writesChinese;

    @Option(
            names = OPTION,
            paramLabel = "TAG",
            scope = ScopeType.INHERIT,
            description = "The language of what is printed, en or zh. Default: the system's.")
    private String language = "";

    /**
     * For a process.
     *
     * @param system its locale
     * @param charset in which it prints; one without Chinese characters is spoken to in English
     */
    public Speaker(Locale system, Charset charset) {
        this.system = system;
        this.writesChinese = charset.canEncode() && charset.newEncoder().canEncode('\u4e2d');
    }

    /** That of the process in which a command runs. */
    public static Speaker of(CommandSpec command) {
        return (Speaker) command.root().mixins().get(NAME).userObject();
    }

    /** Hears the language in the arguments before they are parsed, since what is wrong with them is told in it as well. */
    public void hear(String... arguments) {
        for (int at = 0; at < arguments.length; at++) {
            if (arguments[at].startsWith(OPTION + "=")) {
                language = arguments[at].substring(OPTION.length() + 1);
            } else if (arguments[at].equals(OPTION) && at + 1 < arguments.length) {
                language = arguments[at + 1];
            }
        }
    }

    /** Whoever reads what this process prints. */
    public Audience audience() {
        Locale wanted = language.isEmpty() ? system : Locale.forLanguageTag(language.replace('_', '-'));
        return Audience.of(writesChinese ? wanted : Locale.ENGLISH, ZoneId.systemDefault());
    }

    /** What commands print goes through these writers, and they explain themselves to whoever reads. */
    public void attach(CommandLine command) {
        command.setOut(new SpokenWriter(command.getOut(), this::again));
        command.setErr(new SpokenWriter(command.getErr(), this::again));
        HelpWords.speak(command, audience().language());
    }

    /** A line, in the reader's language; one that is no sentence of the program, such as JSON, stays what it is. */
    private String again(String line) {
        boolean data = !line.isBlank() && DATA.indexOf(line.strip().charAt(0)) >= 0;
        return data || line.startsWith(ClosingWords.ERROR) ? line : Recorded.in(audience(), line);
    }
}
