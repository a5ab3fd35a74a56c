package io.jenkins.trainmodel.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files among the commands that nobody should have put there. */
class HostileCommandsTest {
    @TempDir
    private Path directory;

    private RunDirectory run;
    private CommandInbox inbox;

    @BeforeEach
    void openBoxes() {
        run = new RunDirectory(directory);
        inbox = new CommandInbox(run);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "null|not a JSON object",
                "[1]|not a JSON object",
                "{\"v\":1,\"type\":\"explode\"}|change, checkpoint, extend, goOn, hold, stop",
                "{\"v\":1,\"type\":{}}|change, checkpoint, extend, goOn, hold, stop",
                "{\"v\":1}|change, checkpoint, extend, goOn, hold, stop",
                "{\"v\":2,\"type\":\"stop\"}|\"v\" must be 1",
                "{\"type\":\"stop\"}|\"v\" must be 1",
                "{\"v\":1,\"type\":\"change\"}|change needs \"values\"",
                "{\"v\":1,\"type\":\"change\",\"values\":{\"k\":\" \"}}|needs a key and a text",
                "{\"v\":1,\"type\":\"change\",\"values\":{\"k\":[]}}|it cannot be read",
                "{\"v\":1,\"type\":\"extend\"}|extend needs \"epochs\", \"duration\" or both",
                "{\"v\":1,\"type\":\"stop\",\"keep\":\"some\"}|it cannot be read",
                "{\"v\":1,\"type\":\"stop\",\"by\":[[[[[[[[[[]]]]]]]]]]}|it cannot be read: it is nested more deeply than is allowed",
                "{\"v\":1,\"type\":\"stop\"|it cannot be read: line 1, column 21: the text ends in the middle of a value"
            })
    void shouldAnswerWhatIsNoCommandWithItsProblem(String text, String problem) throws IOException {
        put("1-a.json", text);

        CommandInbox.Entry entry = onlyEntry();

        assertThat(entry.id()).isEqualTo("1-a");
        assertThat(entry.type()).isEqualTo("unknown");
        assertThat(entry.command()).isEmpty();
        assertThat(entry.problem()).startsWith("This is no command: ").contains(problem);
        inbox.acknowledge(entry.id());
        assertThat(inbox.poll()).isEmpty();
    }

    @Test
    void shouldRefuseAnEmptyFile() throws IOException {
        put("1-a.json", "");

        assertThat(onlyEntry().problem()).contains("not a JSON object");
    }

    @Test
    void shouldCutReasonsThatAreTooLong() throws IOException {
        put("1-a.json", "{\"v\":1,\"type\":\"hold\",\"by\":\"ada\",\"why\":\"" + "x".repeat(5_000) + "\"}");

        assertThat(onlyEntry().command()).isEqualTo(Optional.of(new Command.Hold("ada", "x".repeat(1_000))));
    }

    @Test
    void shouldPassOverUnknownFields() throws IOException {
        put("1-a.json", "{\"v\":1,\"type\":\"stop\",\"by\":\"ada\",\"later\":[1,2]}");

        assertThat(onlyEntry().command()).isEqualTo(Optional.of(new Command.Stop("ada")));
    }

    @Test
    void shouldRefuseHugeFilesWithoutReadingThem() throws IOException {
        put("1-a.json", " ".repeat((1 << 16) + 1));

        assertThat(onlyEntry().problem()).contains("larger than 65,536 bytes");
    }

    @Test
    void shouldRefuseFilesAndFoldersThatNoSenderNames() throws IOException {
        put("notes.txt", "{\"v\":1,\"type\":\"stop\"}");
        Files.createDirectories(run.commands().resolve("folder.json/with/content"));
        put("a b\n.json", "{");

        List<CommandInbox.Entry> entries = inbox.poll();

        assertThat(entries).map(CommandInbox.Entry::id).containsExactly("a_b_", "folder", "notes.txt");
        assertThat(entries).allMatch(entry -> entry.command().isEmpty());
        for (CommandInbox.Entry entry : entries) {
            inbox.acknowledge(entry.id());
        }
        assertThat(run.commands()).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldRefuseLinksAndLeaveAloneWhatTheyPointTo() throws IOException {
        Path outside = Files.writeString(directory.resolve("outside.json"), "{\"v\":1,\"type\":\"stop\"}");
        Files.createDirectories(run.commands());
        Files.createSymbolicLink(run.commands().resolve("1-a.json"), outside);

        CommandInbox.Entry entry = onlyEntry();
        inbox.acknowledge(entry.id());

        assertThat(entry.problem()).contains("not a plain file");
        assertThat(outside).exists();
        assertThat(run.commands()).isEmptyDirectory();
    }

    private CommandInbox.Entry onlyEntry() throws IOException {
        List<CommandInbox.Entry> entries = inbox.poll();
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    private void put(String name, String text) throws IOException {
        Files.createDirectories(run.commands());
        Files.writeString(run.commands().resolve(name), text);
    }
}
