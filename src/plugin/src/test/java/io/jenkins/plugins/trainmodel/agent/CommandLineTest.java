package io.jenkins.plugins.trainmodel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hudson.FilePath;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.durabletask.BourneShellScript;
import org.jenkinsci.plugins.durabletask.WindowsBatchScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    private Path directory;

    /** A program that prints its arguments, one a line. */
    private static final String ECHO = """
            public class Echo {
                public static void main(String[] arguments) {
                    for (String argument : arguments) {
                        System.out.println(argument.replace("\\n", "<newline>"));
                    }
                }
            }
            """;

    @Test
    void shouldReachTheProgramUnchangedWhateverIsInTheArguments() throws Exception {
        List<String> hostile =
                List.of("a b", "$(id)", "`id`", "\"q\"", "'s'", "c:\\temp\\new", "%PATH%", "*", "", "#x", "two\nlines");
        Files.writeString(directory.resolve("Echo.java"), ECHO);
        StringBuilder file = new StringBuilder(
                CommandLine.quoted(directory.resolve("Echo.java").toString()) + "\n");
        hostile.forEach(argument -> file.append(CommandLine.quoted(argument)).append('\n'));
        Files.writeString(directory.resolve("arguments"), file);

        Process process = new ProcessBuilder(JAVA, "@" + directory.resolve("arguments")).start();

        List<String> expected = new ArrayList<>(hostile);
        expected.replaceAll(argument -> argument.replace("\n", "<newline>"));
        assertThat(process.inputReader().lines()).containsExactlyElementsOf(expected);
    }

    @Test
    void shouldNameSpecificationOverlayValuesAndDirectory() {
        FilePath here = new FilePath(new File("/agent"));

        String arguments = CommandLine.arguments(
                here.child("t.jar"),
                "/w/train.yaml",
                here.child("o.json"),
                new TreeMap<>(Map.of("a.b", "1")),
                here.child("out"),
                true);

        assertThat(arguments.lines())
                .containsExactly(
                        "\"-jar\"",
                        "\"/agent/t.jar\"",
                        "\"run\"",
                        "\"/w/train.yaml\"",
                        "\"--overlay\"",
                        "\"/agent/o.json\"",
                        "\"--out\"",
                        "\"/agent/out\"",
                        "\"--set\"",
                        "\"a.b=1\"",
                        "\"--resume\"");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldSurviveTheShell() throws Exception {
        Path odd = Files.createDirectory(directory.resolve("it's $HOME; `x` \"q\""));
        Files.writeString(odd.resolve("arguments"), "-version\n");
        Path script = directory.resolve("script");
        Files.writeString(
                script,
                CommandLine.shell(
                        JAVA,
                        odd.resolve("arguments").toString(),
                        odd.resolve("console").toString()));

        assertThat(new ProcessBuilder("sh", script.toString()).start().waitFor())
                .isZero();

        assertThat(odd.resolve("console")).content().contains("version");
    }

    @Test
    void shouldWriteABatchFileForWindows() {
        assertThat(CommandLine.batch("C:\\Program Files\\Java\\bin\\java.exe", "C:\\a 100%\\arguments", "C:\\c.txt"))
                .isEqualTo("@echo off\r\n\"C:\\Program Files\\Java\\bin\\java.exe\" \"@C:\\a 100%%\\arguments\""
                        + " > \"C:\\c.txt\" 2>&1\r\nexit /b %ERRORLEVEL%\r\n");
        assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.batch("a\"b", "c", "d"));
    }

    @Test
    void shouldChooseTheScriptOfTheSystem() {
        FilePath file = new FilePath(new File("/a"));

        assertThat(CommandLine.script(true, "java", file, file)).isInstanceOf(BourneShellScript.class);
        assertThat(CommandLine.script(false, "java.exe", file, file)).isInstanceOf(WindowsBatchScript.class);
    }
}
