package io.jenkins.trainmodel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandInboxTest {
    @TempDir
    private Path directory;

    private RunDirectory run;
    private CommandOutbox outbox;
    private CommandInbox inbox;

    @BeforeEach
    void openBoxes() {
        run = new RunDirectory(directory);
        outbox = new CommandOutbox(run);
        inbox = new CommandInbox(run);
    }

    @Test
    void shouldNotObeyWhatWasSentBeforeTheProcessTookUpTheRun() throws Exception {
        RunDirectory run = new RunDirectory(directory);
        CommandOutbox outbox = new CommandOutbox(run);
        String stale = outbox.write(new Command.Stop("Ada"));
        Files.setLastModifiedTime(
                run.commands().resolve(stale + ".json"),
                FileTime.from(Instant.now().minusSeconds(60)));

        try (RunLock lock = RunLock.acquire(run)) {
            assertThat(lock).isNotNull();
            String fresh = outbox.write(new Command.Checkpoint("Ada"));
            Files.setLastModifiedTime(
                    run.commands().resolve(fresh + ".json"),
                    FileTime.from(Instant.now().plusSeconds(1)));

            assertThat(new CommandInbox(run).poll())
                    .extracting(
                            CommandInbox.Entry::id,
                            CommandInbox.Entry::type,
                            entry -> entry.command().isPresent())
                    .containsExactly(tuple(stale, "stop", false), tuple(fresh, "checkpoint", true));
        }
    }

    @Test
    void shouldGiveTheNextProcessWhatTheOneBeforeDidNotComeToAnswer() throws Exception {
        String id = outbox.write(new Command.Change(Map.of("training.gradientClip", "1"), "Ada", ""));
        Files.setLastModifiedTime(
                run.commands().resolve(id + ".json"),
                FileTime.from(Instant.now().minusSeconds(60)));

        try (RunLock lock = RunLock.acquire(run)) {
            assertThat(lock).isNotNull();
            assertThat(new CommandInbox(run, List.of()).poll())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.command()).isPresent());
        }
    }

    @Test
    void shouldPassOverWhatIsSentAgainUnderAnIdentifierThatWasObeyed() throws IOException {
        CommandOutbox.CommandFile file = CommandOutbox.file(new Command.Hold("ada", "lunch"), CommandOutbox.newId());
        put(file.name(), new String(file.content(), StandardCharsets.UTF_8));
        assertThat(inbox.isEmpty()).isFalse();
        assertThat(inbox.poll()).map(CommandInbox.Entry::id).containsExactly(file.id());
        inbox.acknowledge(file.id());
        assertThat(inbox.isEmpty()).isTrue();

        put(file.name(), new String(file.content(), StandardCharsets.UTF_8));

        assertThat(inbox.poll()).isEmpty();
        assertThat(run.commands().resolve(file.name())).doesNotExist();
    }

    @Test
    void shouldRefuseAnIdentifierThatIsNoFileName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandOutbox.file(new Command.GoOn("ada", ""), "../escape"))
                .withMessageContaining("../escape");
    }

    @Test
    void shouldDeliverEveryCommandInTheOrderOfSending() throws IOException {
        List<Command> commands = List.of(
                new Command.Change(Map.of("training.optimizer.learningRate", "0.0005"), "ada", "plateau"),
                new Command.Checkpoint("ada"),
                new Command.Stop("böb"));
        List<String> ids = new ArrayList<>();
        for (Command command : commands) {
            ids.add(outbox.write(command));
        }

        List<CommandInbox.Entry> entries = inbox.poll();

        assertThat(entries).map(CommandInbox.Entry::id).isEqualTo(ids).isSorted();
        assertThat(entries).map(entry -> entry.command().orElseThrow()).isEqualTo(commands);
        assertThat(entries).map(CommandInbox.Entry::type).containsExactly("change", "checkpoint", "stop");
    }

    @Test
    void shouldDeliverUntilAcknowledged() throws IOException {
        String first = outbox.write(new Command.Checkpoint("ada"));
        String second = outbox.write(new Command.Stop("ada"));

        assertThat(inbox.poll()).hasSize(2);
        inbox.acknowledge(first);

        assertThat(inbox.poll()).map(CommandInbox.Entry::id).containsExactly(second);
        assertThat(run.commands().resolve(first + ".json")).doesNotExist();
    }

    @Test
    void shouldBeEmptyBeforeAnyoneHasSent() throws IOException {
        assertThat(inbox.poll()).isEmpty();
        inbox.acknowledge("never-sent");
    }

    @Test
    void shouldNotObeyAgainWhatTheLogAnswersAlready() throws IOException {
        String answered = outbox.write(new Command.Stop("ada"));
        String waiting = outbox.write(new Command.Checkpoint("ada"));
        CommandInbox resumed = new CommandInbox(run, List.of(answered));

        assertThat(resumed.poll()).map(CommandInbox.Entry::id).containsExactly(waiting);
        assertThat(run.commands().resolve(answered + ".json")).doesNotExist();
    }

    @Test
    void shouldNotSeeWhatIsStillBeingWritten() throws IOException {
        Files.createDirectories(run.commands());
        Files.writeString(
                run.commands().resolve(".1-a.json.01234567-89ab-cdef-0123-456789abcdef.tmp"), "{\"v\":1,\"type\":\"st");

        assertThat(inbox.poll()).isEmpty();
    }

    @Test
    void shouldDeliverAFloodInBoundedPartsOldestFirst() throws IOException {
        for (int i = 0; i < 250; i++) {
            put("%03d-a.json".formatted(i), "{\"v\":1,\"type\":\"checkpoint\",\"by\":\"%d\"}".formatted(i));
        }
        List<String> senders = new ArrayList<>();
        for (List<CommandInbox.Entry> part = inbox.poll(); !part.isEmpty(); part = inbox.poll()) {
            assertThat(part).hasSizeLessThanOrEqualTo(100);
            for (CommandInbox.Entry entry : part) {
                senders.add(((Command.Checkpoint) entry.command().orElseThrow()).by());
                inbox.acknowledge(entry.id());
            }
        }

        assertThat(senders).hasSize(250).startsWith("0", "1", "2").endsWith("249");
    }

    @Test
    void shouldLoseNothingWhileManySend() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(4);
        List<String> received = new ArrayList<>();
        try {
            List<Future<?>> sending = new ArrayList<>();
            for (int sender = 0; sender < 4; sender++) {
                sending.add(senders.submit(() -> {
                    for (int i = 0; i < 25; i++) {
                        outbox.write(new Command.Checkpoint("x"));
                    }
                    return null;
                }));
            }
            boolean more = true;
            while (more) {
                more = !sending.stream().allMatch(Future::isDone);
                for (CommandInbox.Entry entry : inbox.poll()) {
                    assertThat(entry.command()).isPresent();
                    received.add(entry.id());
                    inbox.acknowledge(entry.id());
                }
            }
            for (Future<?> task : sending) {
                task.get();
            }
        } finally {
            senders.shutdownNow();
        }

        assertThat(received).hasSize(100).doesNotHaveDuplicates();
        assertThat(inbox.poll()).isEmpty();
    }

    private void put(String name, String text) throws IOException {
        Files.createDirectories(run.commands());
        Files.writeString(run.commands().resolve(name), text);
    }
}
