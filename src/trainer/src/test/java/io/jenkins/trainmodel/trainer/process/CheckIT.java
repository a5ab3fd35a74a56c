package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.check.Check;
import io.jenkins.trainmodel.check.Check.Status;
import io.jenkins.trainmodel.check.CheckFile;
import io.jenkins.trainmodel.check.CheckReport;
import io.jenkins.trainmodel.check.Subject;
import io.jenkins.trainmodel.disk.MountedDisk;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is told before a run of what the run needs. */
class CheckIT {
    @TempDir
    private Path folder;

    @Test
    void shouldTryAllThatARunNeedsAndLeaveNothingBehind() throws Exception {
        Path spec = Specifications.resumable(folder, 3);
        Path out = Files.createDirectory(folder.resolve("out"));

        Result result = CommandHere.run(
                        "check",
                        spec,
                        "--out",
                        out,
                        "--set",
                        "gates=[{metric: validation/accuracy, atLeast: 0.5}]",
                        "--set=training.batchSize=auto")
                .exitsWith(0);

        assertThat(result.out())
                .contains(
                        "ok      metrics       all that is needed is measured: gradient/norm, train/loss, validation/accuracy")
                .contains("were written and read back equal")
                .contains("training.batchSize: ", " was chosen: ")
                .contains("for 3 epochs")
                .contains("all 9 checks passed");
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void shouldTellEverythingThatIsWrongAtOnce() throws Exception {
        Path data = Files.writeString(folder.resolve("odd.csv"), "a,digit\n1,0\nx,1\n2,0\n3,1\n");
        Path file = folder.resolve("check.json");

        Result result = TrainerProcess.run(
                        "check",
                        Specifications.resumable(folder, 3),
                        "--set",
                        "data.path=" + data,
                        "--set",
                        "device={type: gpu}",
                        "--json",
                        "--write",
                        file)
                .exitsWith(2);

        CheckReport report = CheckFile.read(result.out().getBytes(StandardCharsets.UTF_8));
        assertThat(CheckFile.read(Files.readAllBytes(file))).isEqualTo(report);
        Map<Subject, Check> checks = report.checks().stream().collect(Collectors.toMap(Check::subject, check -> check));
        assertThat(checks.keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Subject.values())
                        .filter(subject -> !EnumSet.of(Subject.REFERENCE, Subject.PROGRAM, Subject.FILES)
                                .contains(subject))
                        .toList());
        assertThat(report.failed()).extracting(Check::subject).containsExactly(Subject.ENGINE, Subject.DATA);
        assertThat(String.join(" ", checks.get(Subject.ENGINE).findings())).contains("asks for a GPU");
        assertThat(String.join(" ", checks.get(Subject.DATA).findings())).contains("odd.csv");
        assertThat(checks.get(Subject.STEP).status()).isEqualTo(Status.SKIPPED);
        assertThat(report.estimate()).isEmpty();
    }

    @Test
    void shouldSayWhichFileIsMissingAndTryTheEngineAllTheSame() throws Exception {
        Result result = CommandHere.run(
                        "check",
                        Specifications.resumable(folder, 3),
                        "--set",
                        "data.path=" + folder.resolve("none.csv"))
                .exitsWith(2);

        assertThat(result.out())
                .contains("FAILED  specification", "none.csv", "ok      engine", "ok      device", "skipped data");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldKnowThatTheDiskIsTooSmallForWhatIsKept() throws Exception {
        try (MountedDisk disk = MountedDisk.mountOrSkip(folder.resolve("disk"), "size=4m")) {
            Result result = CommandHere.run(
                            "check",
                            Specifications.resumable(folder, 3),
                            "--out",
                            disk.directory().resolve("run"),
                            "--set",
                            "checkpoint.keep=50",
                            "--set",
                            "stopWhen=[{maxEpochs: 100}]")
                    .exitsWith(2);

            assertThat(result.out()).contains("FAILED  disk").contains("lower checkpoint.keep");
            assertThat(List.of(disk.directory().toFile().list())).isEmpty();
        }
    }
}
