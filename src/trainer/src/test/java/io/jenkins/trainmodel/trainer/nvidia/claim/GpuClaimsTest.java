package io.jenkins.trainmodel.trainer.nvidia.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jenkins.trainmodel.trainer.nvidia.FakeDriver;
import io.jenkins.trainmodel.trainer.nvidia.GpuDriver;
import io.jenkins.trainmodel.trainer.nvidia.GpuProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** GPUs that no machine has, locked by processes that every machine has. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class GpuClaimsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<Process> processes = new ArrayList<>();

    @TempDir
    private Path folder;

    private Path locks;

    @BeforeEach
    void nameLocks() {
        locks = folder.resolve("locks");
    }

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    private GpuClaims claims(GpuDriver driver) {
        return new GpuClaims(new LockDirectory(locks), driver);
    }

    private Process start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        processes.add(process);
        return process;
    }

    private BufferedReader output(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    private static String fails(GpuClaims claims, FakeDriver driver, boolean shared) {
        return catchThrowable(() -> claims.take(driver.gpus().gpus(), shared)).getMessage();
    }

    @Test
    void shouldGiveEveryProcessAnotherGpuAndSayWhoHoldsThem() throws Exception {
        FakeDriver driver = FakeDriver.of(2);
        Process first = start(ClaimProgram.command(locks, 2));
        assertThat(output(first).readLine()).isEqualTo("took 0");
        Process second = start(ClaimProgram.command(locks, 2));
        assertThat(output(second).readLine()).isEqualTo("took 1");

        assertThat(fails(claims(driver), driver, false))
                .isEqualTo(
                        "GPU 0 (NVIDIA L4) is held by another training (process %d); GPU 1 (NVIDIA L4) is held by another training (process %d)"
                                .formatted(first.pid(), second.pid()));
        assertThat(fails(claims(driver), driver, true))
                .as("a training shares with none")
                .contains("held");
    }

    @Test
    void shouldGetWhatAKilledProcessHeld() throws Exception {
        FakeDriver driver = FakeDriver.of(1);
        Process holder = start(ClaimProgram.command(locks, 1));
        assertThat(output(holder).readLine()).isEqualTo("took 0");
        List<String> heard = new ArrayList<>();

        try (GpuClaim claim = claims(driver)
                .await(driver.gpus().gpus(), 1, false, LONG, what -> {
                    heard.add(what);
                    holder.destroyForcibly();
                })
                .get(0)) {
            assertThat(claim.gpu()).isEqualTo(driver.gpu(0));
        }

        assertThat(heard.get(0)).startsWith("waiting for a GPU: GPU 0 (NVIDIA L4) is held by another training");
    }

    /** The one that holds it lends it to those that it starts, and they ask for no lock. */
    @Test
    void shouldTakeWhatTheProcessThatStartedItHoldsForIt() throws Exception {
        FakeDriver driver = FakeDriver.of(1);
        try (GpuClaim held = claims(driver).take(driver.gpus().gpus(), false)) {
            assertThat(held.lending())
                    .containsEntry("CUDA_VISIBLE_DEVICES", driver.gpu(0).identifier())
                    .containsEntry("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
            assertThat(output(start(held, ClaimProgram.command(locks, 1))).readLine())
                    .isEqualTo("took 0");
            assertThat(output(start(ClaimProgram.command(locks, 1))).readLine())
                    .as("another process")
                    .contains("held by another training");
            assertThat(output(start(held, List.of("sh", "-c", ClaimProgram.inShell(locks, 1))))
                            .readLine())
                    .as("one behind another")
                    .contains("held by another training");
        }
    }

    private Process start(GpuClaim lender, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(lender.lending());
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    @Test
    void shouldHoldOneForThisProcessOnce() throws Exception {
        FakeDriver driver = FakeDriver.of(1);
        GpuClaims claims = claims(driver);

        try (GpuClaim claim = claims.take(driver.gpus().gpus(), false)) {
            assertThat(claim.note()).isEmpty();
            assertThat(fails(claims, driver, false)).contains("held by another training");
            assertThat(output(start(ClaimProgram.command(locks, 1))).readLine())
                    .as("the second try has not given the lock back")
                    .contains("held by another training");
        }
        claims.take(driver.gpus().gpus(), false).close();
    }

    @Test
    void shouldSeeProgramsWithoutALock() throws Exception {
        FakeDriver driver = FakeDriver.of(3)
                .shows(0, new GpuProcess(1, 1000))
                .says(1, Map.of(GpuDriver.MEMORY, 12e9))
                .says(2, Map.of(GpuDriver.MEMORY, 5e8, GpuDriver.UTILIZATION, 0.9));
        GpuClaims claims = claims(driver);

        assertThat(fails(claims, driver, false))
                .contains("GPU 0 (NVIDIA L4) is in use: process 1")
                .contains("GPU 1 (NVIDIA L4) is in use: 50 % of its memory are in use")
                .contains("GPU 2 (NVIDIA L4) is in use: it is busy for 90 % of the time");
        try (GpuClaim claim = claims.take(driver.gpus().gpus(), true)) {
            assertThat(claim.gpu()).as("named by its number").isEqualTo(driver.gpu(0));
            assertThat(claim.note().orElseThrow()).startsWith("process 1").endsWith("computes on it");
        }
        driver.says(2, Map.of(GpuDriver.MEMORY, 5e8, GpuDriver.UTILIZATION, 0.1));
        try (GpuClaim claim = claims.take(driver.gpus().gpus(), false)) {
            assertThat(claim.gpu()).isEqualTo(driver.gpu(2));
        }
    }

    @Test
    void shouldEndWhatAKilledRunHasLeftOnTheGpu() throws Exception {
        FakeDriver driver = FakeDriver.of(1);
        Process run = start(ClaimProgram.command(locks, 1, "leave"));
        BufferedReader said = output(run);
        ProcessHandle child = ProcessHandle.of(Long.parseLong(said.readLine().replace("child ", "")))
                .orElseThrow();
        assertThat(said.readLine()).isEqualTo("took 0");
        run.destroyForcibly().waitFor();
        assertThat(child.isAlive()).isTrue();

        try (GpuClaim claim = claims(driver).take(driver.gpus().gpus(), false)) {
            assertThat(claim.note())
                    .contains("process %d, left by a run that has ended, was ended".formatted(child.pid()));
        }

        child.onExit().get(10, TimeUnit.SECONDS);
    }

    @Test
    void shouldEndNobodyByANumberThatAnotherProcessHasNow() throws Exception {
        FakeDriver driver = FakeDriver.of(1);
        Process other = start(List.of("sleep", "600"));
        claims(driver).take(driver.gpus().gpus(), false).close();
        Path record;
        try (var files = Files.list(locks)) {
            record = files.filter(file -> !file.toString().endsWith(".lock"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(record, other.pid() + " 1000\nnonsense\n0 0\n");

        try (GpuClaim claim = claims(driver).take(driver.gpus().gpus(), false)) {
            assertThat(claim.note()).isEmpty();
        }
        assertThat(other.isAlive()).isTrue();
    }

    @Test
    void shouldEndNobodyBecauseAnotherUserSaysSo() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Process other = start(List.of("sleep", "600"));
        Path record = Files.writeString(
                folder.resolve("record"),
                other.pid() + " " + other.info().startInstant().orElseThrow().toEpochMilli());
        Files.setOwner(
                record, record.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

        assertThat(new LeftOver(record).end().gone()).isEmpty();
        assertThat(other.isAlive()).isTrue();
    }

    @Test
    void shouldShareTheLocksWithAllUsersWhateverTheMaskSays() throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "umask 077; exec \"$@\"", "sh"));
        command.addAll(ClaimProgram.command(locks, 1));
        assertThat(output(start(command)).readLine()).isEqualTo("took 0");

        assertThat((int) Files.getAttribute(locks, "unix:mode") & 07777).isEqualTo(01777);
        Path lock = locks.resolve("GPU-00000000-aaaa.lock");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lock)))
                .isEqualTo("rw-rw-rw-");
        assertThat(lock).isEmptyFile();
    }

    @Test
    void shouldTouchNoFileThatAnotherHasLinkedThere() throws Exception {
        FakeDriver driver = FakeDriver.of(1);
        Files.createDirectory(locks);
        Path precious = Files.writeString(folder.resolve("precious"), "data");
        Files.createSymbolicLink(locks.resolve("GPU-00000000-aaaa.lock"), precious);

        assertThatThrownBy(() -> claims(driver).take(driver.gpus().gpus(), false))
                .hasMessageContaining("cannot be locked")
                .hasMessageContaining("link");
        assertThat(precious).hasContent("data");
    }
}
