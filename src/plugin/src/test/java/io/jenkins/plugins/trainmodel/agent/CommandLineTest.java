package io.jenkins.plugins.trainmodel.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.util.XStream2;
import io.jenkins.plugins.trainmodel.steer.RestartPlace;
import io.jenkins.plugins.trainmodel.steer.RestartRequest;
import java.io.File;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
    void shouldNameAllThatTheTrainerMustKnow() {
        TrainerRequest request = new TrainerRequest(
                "/w/train.yaml",
                new byte[0],
                new TreeMap<>(Map.of("a.b", "1")),
                List.of("--begin-at", "/w@tmp/restart/000007"),
                "",
                "",
                true,
                "job#7@2026-11-26T02:00:00Z/a b",
                false,
                Instant.parse("2026-11-26T02:00:00Z"));

        String arguments = CommandLine.arguments(
                "/agent/t.jar", "/w@tmp/home", request.arguments("/o.json", "/s/command.sh", "/w/out"));

        assertThat(arguments.lines())
                .containsExactly(
                        "\"-Dfile.encoding=UTF-8\"",
                        "\"-Dsun.jnu.encoding=UTF-8\"",
                        "\"-Dstdout.encoding=UTF-8\"",
                        "\"-Dstderr.encoding=UTF-8\"",
                        "\"-Duser.language=en\"",
                        "\"-Dtrain-model.home=/w@tmp/home\"",
                        "\"-jar\"",
                        "\"/agent/t.jar\"",
                        "\"run\"",
                        "\"/w/train.yaml\"",
                        "\"--overlay\"",
                        "\"/o.json\"",
                        "\"--out\"",
                        "\"/w/out\"",
                        "\"--owner\"",
                        "\"job#7@2026-11-26T02:00:00Z/a b\"",
                        "\"--origin\"",
                        "\"2026-11-26T02:00:00Z\"",
                        "\"--set\"",
                        "\"a.b=1\"",
                        "\"--begin-at\"",
                        "\"/w@tmp/restart/000007\"",
                        "\"--resume\"");
    }

    @Test
    void shouldOnlyTryWhatADryRunAsksFor() {
        TrainerRequest request = new TrainerRequest(
                "/w/train.yaml",
                new byte[0],
                new TreeMap<>(Map.of("a.b", "1")),
                List.of("--begin-at", "/w@tmp/restart/000007"),
                "",
                "",
                true,
                "job#7",
                true,
                Instant.EPOCH);

        assertThat(request.arguments("/o.json", "/s/command.sh", "/w/out"))
                .containsExactly(
                        "check",
                        "/w/train.yaml",
                        "--overlay",
                        "/o.json",
                        "--out",
                        "/w/out",
                        "--write",
                        "/w/out/check.json",
                        "--set",
                        "a.b=1");
    }

    @Test
    void shouldHaveAnotherProgramWatched() {
        TrainerRequest request = new TrainerRequest(
                "/w/watch.yaml",
                new byte[0],
                new TreeMap<>(Map.of("a.b", "1")),
                List.of(),
                "",
                "python train.py",
                true,
                "job#7",
                false,
                Instant.EPOCH);

        assertThat(request.arguments("/o.json", "/s/command.sh", "/w/out"))
                .containsExactly(
                        "watch",
                        "/w/watch.yaml",
                        "--overlay",
                        "/o.json",
                        "--script",
                        "/s/command.sh",
                        "--out",
                        "/w/out",
                        "--owner",
                        "job#7",
                        "--origin",
                        "1970-01-01T00:00:00Z",
                        "--set",
                        "a.b=1",
                        "--resume");
    }

    @Test
    void shouldWriteAScriptAsItsSystemReadsIt() {
        String text = "cd a\r\necho 训练\n";

        assertThat(new AgentDescription(true, "/jdk", "UTF-8").script(text))
                .asString(UTF_8)
                .isEqualTo("cd a\necho 训练\n");
        assertThat(new AgentDescription(false, "C:\\jdk", "windows-1252").script(text))
                .asString(UTF_8)
                .isEqualTo("cd a\r\necho 训练\r\n");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldSurviveTheShellAndNoteTheProcess() throws Exception {
        Path odd = Files.createDirectory(directory.resolve("it's $HOME; `x` \"q\" ü 训练"));
        Scratch scratch = new Scratch(new FilePath(odd.toFile()));
        Files.writeString(odd.resolve("arguments"), "-XshowSettings:properties -version\n");
        Path script = Files.writeString(
                directory.resolve("script"), new CommandLine(JAVA, scratch, "train-model-of-this-test").shell());

        Process process = new ProcessBuilder("sh", "-xe", script.toString()).start();

        assertThat(process.waitFor()).isZero();
        assertThat(odd.resolve("console.txt")).content().contains("version");
        assertThat(odd.resolve("pid")).hasContent(Long.toString(process.pid()));
    }

    /** Without a locale the virtual machine reads the names of files as ASCII, and finds none that has more. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldReachFilesOfAnyNameWithoutALocale() throws Exception {
        Path odd = Files.createDirectory(directory.resolve("Größe 训练"));
        Path program = Files.writeString(
                odd.resolve("Show.java"),
                "public class Show { public static void main(String[] a) { System.out.println("
                        + "a[0] + new java.io.File(a[0]).isDirectory()); } }");
        Scratch scratch = new Scratch(new FilePath(odd.toFile()));
        String arguments = CommandLine.arguments("x", "y", List.of()).replaceAll("(?s)\"-jar\".*", "")
                + CommandLine.quoted(program.toString()) + "\n" + CommandLine.quoted(odd.toString()) + "\n";
        Files.writeString(odd.resolve("arguments"), arguments);
        Path script = Files.writeString(directory.resolve("script"), new CommandLine(JAVA, scratch, "c").shell());
        ProcessBuilder builder = new ProcessBuilder("sh", "-xe", script.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        // Java tells of options that it finds there.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(TrainerEnvironment.of(new EnvVars()));

        assertThat(builder.start().waitFor()).isZero();

        assertThat(odd.resolve("console.txt")).content().isEqualToIgnoringNewLines(odd + "true");
    }

    @Test
    void shouldLetAUsersOwnLocaleStand() {
        assertThat(TrainerEnvironment.of(new EnvVars("LC_ALL", "de_DE.utf8"))).containsEntry("LC_ALL", "de_DE.utf8");
        assertThat(TrainerEnvironment.of(new EnvVars("LC_ALL", "POSIX", "A", "b")))
                .containsEntry("LC_ALL", "C.UTF-8")
                .containsEntry("A", "b");
    }

    @Test
    void shouldWriteABatchFileForWindows() {
        Scratch scratch = new Scratch(new FilePath((hudson.remoting.VirtualChannel) null, "C:\\a 100%\\ü"));

        assertThat(new CommandLine("C:\\Program Files\\Java\\bin\\java.exe", scratch, "train-model-1").batch())
                .isEqualTo("@echo off\r\nchcp 65001 > nul\r\nset JENKINS_SERVER_COOKIE=train-model-1\r\n"
                        + "\"C:\\Program Files\\Java\\bin\\java.exe\" \"@C:\\a 100%%\\ü/arguments\""
                        + " > \"C:\\a 100%%\\ü/console.txt\" 2>&1\r\nexit /b %ERRORLEVEL%\r\n");
        assertThatIllegalArgumentException().isThrownBy(() -> new CommandLine("a\"b", scratch, "c").batch());
    }

    @Test
    void shouldWriteTheArgumentsInTheCodePageOfWindows() throws Exception {
        AgentDescription windows = new AgentDescription(false, "C:\\jdk", "windows-1252");

        assertThat(windows.encode("Größe")).isEqualTo("Größe".getBytes(Charset.forName("windows-1252")));
        assertThat(windows.javaBelow("C:\\jdk")).isEqualTo("C:\\jdk\\bin\\java.exe");
        assertThatThrownBy(() -> windows.encode("\"run\"\n\"C:\\训练.yaml\"\n"))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("windows-1252")
                .hasMessageContaining("训练.yaml");
        assertThat(new AgentDescription(true, "/jdk", "ANSI_X3.4-1968").encode("训练"))
                .asString(UTF_8)
                .isEqualTo("训练");
    }

    @Test
    void shouldGiveTheWordsOfPeopleInEveryCodePage() throws Exception {
        AgentDescription windows = new AgentDescription(false, "C:\\jdk", "windows-1252");

        List<String> arguments = argumentsOfRestart("<by>ada</by><why>太高 +1</why>");

        assertThat(windows.encode(String.join("\n", arguments)))
                .asString(UTF_8)
                .endsWith("\n--by-encoded=ada\n--why-encoded=%E5%A4%AA%E9%AB%98+%2B1");
        assertThat(argumentsOfRestart(""))
                .as("of a build of an older version, which has kept neither")
                .containsExactly("--begin-at", "C:\\w", "--by-encoded=", "--why-encoded=");
    }

    /** As the build that was asked for has kept what was asked. */
    private static List<String> argumentsOfRestart(String words) {
        String type = RestartRequest.class.getName();
        String kept = "<%1$s><point>000007</point><values/>%2$s</%1$s>".formatted(type, words);
        return new RestartPlace("C:\\w", (RestartRequest) new XStream2().fromXML(kept), false).arguments();
    }

    @Test
    void shouldChooseTheScriptOfTheSystem() {
        CommandLine line = new CommandLine("java", new Scratch(new FilePath(new File("/a"))), "c");

        assertThat(line.task(true)).isInstanceOf(BourneShellScript.class);
        assertThat(line.task(false)).isInstanceOf(WindowsBatchScript.class);
    }
}
