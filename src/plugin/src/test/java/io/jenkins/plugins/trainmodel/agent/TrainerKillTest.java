package io.jenkins.plugins.trainmodel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.run.RunLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes, some in a container that the agent cannot see by their arguments. */
@EnabledOnOs(OS.LINUX)
class TrainerKillTest {
    /** Ignores the polite signal, as a trainer does that saves for long. */
    private static final String STUBBORN = "trap '' TERM; while :; do sleep 0.2; done";

    /** Always on the way to become another program, where no environment tells whose a process is. */
    private static final String RESTLESS = "trap '' TERM; while :; do /bin/true; done";

    @TempDir
    private Path folder;

    private AgentRun run;
    private Path workspace;

    @BeforeEach
    void placeARun() throws IOException {
        workspace = Files.createDirectory(folder.resolve("work space"));
        Path beside = Files.createDirectories(folder.resolve("work space@tmp"));
        FilePath scratch =
                new FilePath(beside.resolve("train-model-of-this-test").toFile());
        Files.createDirectory(beside.resolve("train-model-of-this-test"));
        run = new AgentRun(
                new FilePath(workspace.toFile()),
                new FilePath(workspace.resolve("run").toFile()),
                scratch);
    }

    @Test
    void shouldEndTheProcessOfTheArgumentFileAndSaySo() throws Exception {
        Process trainer = start(List.of(
                "sh", "-c", STUBBORN, "@" + run.scratch().child("arguments").getRemote()));
        Process other = start(List.of("sh", "-c", STUBBORN, "@" + folder.resolve("arguments")));

        assertThat(run.kill(Optional.empty(), local(), TaskListener.NULL)).isTrue();

        assertThat(trainer.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(other.isAlive()).isTrue();
        other.destroyForcibly();
    }

    @Test
    void shouldEndAProcessInAContainerByItsNumberThere() throws Exception {
        assumeThat(Sandbox.isPossible())
                .as("namespaces can be made (needs root)")
                .isTrue();
        try (Sandbox sandbox = sandbox()) {
            startInside(sandbox, "train-model-of-this-test");
            ProcessHandle trainer = sandbox.processes().stream()
                    .filter(process -> process.info().commandLine().orElse("").contains("trap"))
                    .findFirst()
                    .orElseThrow();

            assertThat(run.kill(Optional.empty(), sandbox.decorate(local(), Map.of()), TaskListener.NULL))
                    .isTrue();

            assertThat(trainer.isAlive()).isFalse();
        }
    }

    /** The trainer may be gone already, and the program may have left its tree of processes. */
    @ParameterizedTest
    @ValueSource(strings = {STUBBORN, RESTLESS})
    void shouldEndAProgramThatTheTrainerHasWatched(String script) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "setsid sh -c \"" + script + "\" &");
        builder.environment().put("JENKINS_SERVER_COOKIE", "train-model-of-this-test");
        builder.start().waitFor();
        Process another = start(List.of("sh", "-c", STUBBORN));
        List<ProcessHandle> program = new ArrayList<>();
        while (program.isEmpty()) {
            program.addAll(ProcessHandle.allProcesses().filter(this::isMarked).toList());
        }

        assertThat(run.kill(Optional.empty(), local(), TaskListener.NULL)).isTrue();

        assertThat(program).allSatisfy(process -> process.onExit().get(10, TimeUnit.SECONDS));
        assertThat(ProcessHandle.allProcesses().filter(this::isMarked)).isEmpty();
        assertThat(another.isAlive()).isTrue();
        another.destroyForcibly();
    }

    private boolean isMarked(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/environ"), StandardCharsets.ISO_8859_1)
                    .contains("JENKINS_SERVER_COOKIE=train-model-of-this-test");
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void shouldEndTheProgramInAContainerWithItsTrainer() throws Exception {
        assumeThat(Sandbox.isPossible())
                .as("namespaces can be made (needs root)")
                .isTrue();
        try (Sandbox sandbox = sandbox()) {
            String number = run.files().processNumber().getRemote();
            start(sandbox.inside(
                    "",
                    List.of("JENKINS_SERVER_COOKIE=train-model-of-this-test"),
                    List.of("sh", "-c", "setsid sh -c \"" + STUBBORN + "\" & echo 999999 > '" + number + "'; wait")));
            while (!Files.exists(Path.of(number)) || Files.size(Path.of(number)) == 0) {
                Thread.sleep(20);
            }

            KillScript.Seen seen =
                    new KillScript(run.files(), "train-model-of-this-test").run(sandbox.decorate(local(), Map.of()));

            assertThat(seen).isEqualTo(KillScript.Seen.GONE);
            assertThat(sandbox.processes().stream()
                            .filter(process ->
                                    process.info().commandLine().orElse("").contains("trap")))
                    .isEmpty();
        }
    }

    @Test
    void shouldLeaveAProcessAloneThatHasGotTheNumberMeanwhile() throws Exception {
        assumeThat(Sandbox.isPossible())
                .as("namespaces can be made (needs root)")
                .isTrue();
        try (Sandbox sandbox = sandbox()) {
            startInside(sandbox, "train-model-of-another-run");

            assertThat(run.kill(Optional.empty(), sandbox.decorate(local(), Map.of()), TaskListener.NULL))
                    .isTrue();

            assertThat(sandbox.processes()).isNotEmpty();
        }
    }

    @Test
    void shouldNotSayGoneWhileSomebodyHoldsTheRun() throws Exception {
        try (RunLock lock = RunLock.acquire(new RunDirectory(workspace.resolve("run")))) {
            assertThat(run.isTraining()).isTrue();
            assertThat(run.kill(Optional.empty(), local(), TaskListener.NULL)).isFalse();
        }
        assertThat(run.isTraining()).isFalse();
        assertThat(run.kill(Optional.empty(), local(), TaskListener.NULL)).isTrue();
    }

    @Test
    void shouldLetNoTrainerBeginThatWasToBeEnded() throws Exception {
        Scratch scratch = run.files();
        run.kill(Optional.empty(), local(), TaskListener.NULL);
        Path script = folder.resolve("script");
        Files.writeString(script, new CommandLine("/no/such/java", scratch, "cookie").shell());

        Process begun = start(List.of("sh", "-xe", script.toString()));

        assertThat(begun.waitFor()).isEqualTo(137);
        assertThat(scratch.console().exists()).isFalse();
    }

    private Sandbox sandbox() throws Exception {
        return new Sandbox(
                Files.createDirectory(folder.resolve("root")),
                List.of(workspace, folder.resolve("work space@tmp")),
                Map.of());
    }

    /** Its number is written down by itself, as the trainer's script does. */
    private void startInside(Sandbox sandbox, String cookie) throws Exception {
        String file = run.files().processNumber().getRemote();
        start(sandbox.inside(
                "",
                List.of("JENKINS_SERVER_COOKIE=" + cookie),
                List.of("sh", "-c", "echo $$ > '" + file + "'; " + STUBBORN)));
        while (!Files.exists(Path.of(file)) || Files.size(Path.of(file)) == 0) {
            Thread.sleep(20);
        }
    }

    private static Launcher local() {
        return new Launcher.LocalLauncher(TaskListener.NULL);
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
