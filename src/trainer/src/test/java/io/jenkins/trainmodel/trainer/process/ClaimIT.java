package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Conclusion.Failed;
import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.FailureKind;
import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.event.TrainingEvent.Started;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.RunClaim;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose directory a training writes to. */
class ClaimIT {
    private static final int ENDLESS = 100_000;

    @TempDir
    private Path folder;

    private RunFolder run;

    @BeforeEach
    void chooseADirectory() {
        run = new RunFolder(folder.resolve("run"));
    }

    @Test
    void shouldLoseNothingInADirectoryOfAPerson() throws Exception {
        Path spec = Specifications.resumable(folder, 1);
        RunFolder mine = new RunFolder(folder);
        Files.createDirectories(folder.resolve("model"));
        Files.writeString(folder.resolve("model/weights"), "mine");
        Files.writeString(folder.resolve("metrics.csv"), "mine");
        Files.writeString(folder.resolve("spec.json"), "mine");
        Map<String, String> before = mine.content();

        for (String more : List.of("--json", "--resume", "--owner=job#1")) {
            Result refused = CommandHere.run("run", spec, "--out", folder, more).exitsWith(2);
            assertThat(refused.err()).contains("is not empty and is no run directory (it holds metrics.csv, model");
        }
        assertThat(mine.content()).isEqualTo(before);
    }

    @Test
    void shouldTellAFailureInTheLogThatItsOwnerReads() throws Exception {
        Path spec = Specifications.resumable(folder, 1);
        RunClaim.claim(run.root(), "job#1", false, Clock.systemUTC());

        Result wrong = CommandHere.run("run", spec, "--out", run.root(), "--owner", "job#1", "--set", "seed=x")
                .exitsWith(2);
        Path data = Files.writeString(folder.resolve("bad.csv"), "digit,a\n1,x\n0,y\n");
        Result unfit = CommandHere.run(
                        "run", spec, "--out", run.root(), "--owner", "job#1", "--set", "data.path=" + data)
                .exitsWith(2);

        List<Failed> failed = run.events(Failed.class);
        assertThat(failed).extracting(Failed::kind).containsExactly(FailureKind.INPUT, FailureKind.DATA);
        assertThat(failed).extracting(Failed::exitCode).containsOnly(2);
        assertThat(wrong.err().strip()).endsWith("error: " + failed.get(0).reason());
        assertThat(failed.get(1).reason()).startsWith("The data has 2 problems, the first: " + data);
        assertThat(unfit.err().strip()).endsWith("error: 2 problems in the data");
        assertThat(unfit.err()).containsOnlyOnce("line 2").containsOnlyOnce("line 3");
        assertThat(run.records()).hasSize(2);

        CommandHere.run("run", spec, "--out", run.root(), "--owner", "job#1").exitsWith(0);
        assertThat(run.finished().epoch()).isEqualTo(1);
        run.requireWholeLog();
    }

    @Test
    void shouldTrainEveryBuildAnewThoughTheyShareADirectory() throws Exception {
        Set<String> runs = new HashSet<>();
        for (int build = 1; build <= 3; build++) {
            Path data = dataOf(build);
            RunClaim claim = RunClaim.claim(run.root(), "job#" + build, true, Clock.systemUTC());
            assertThat(claim.found()).isEqualTo(build == 1 ? RunClaim.Found.NEW : RunClaim.Found.REPLACED);
            CommandHere.run(
                            "run",
                            Specifications.resumable(folder, 1),
                            "--out",
                            run.root(),
                            "--owner",
                            "job#" + build,
                            "--set",
                            "data.path=" + data)
                    .exitsWith(0);

            assertThat(run.events(Epoch.class)).hasSize(1);
            assertThat(run.events(Finished.class)).hasSize(1);
            assertThat(run.events(Started.class).get(0).trainSamples()
                            + run.events(Started.class).get(0).validationSamples())
                    .isEqualTo(200L + build);
            runs.add(run.events(Started.class).get(0).runId());
        }
        assertThat(runs).hasSize(3);
        assertThat(new RunFolder(folder.resolve("run.previous")).finished().epoch())
                .isEqualTo(1);
    }

    private Path dataOf(int build) throws Exception {
        List<String> lines = Files.readAllLines(Specifications.EXAMPLE.resolve("digits.csv"));
        return Files.write(folder.resolve("digits-" + build + ".csv"), lines.subList(0, 201 + build));
    }

    @Test
    void shouldNoticeThatItsDirectoryWasRemoved() throws Exception {
        TrainerProcess process = run.begin(Specifications.resumable(folder, ENDLESS));

        DurableFiles.deleteDirectory(run.root());
        Result lost = process.await().exitsWith(1);

        assertThat(lost.err().strip())
                .endsWith("error: The run directory " + run.root()
                        + " was removed or replaced while the training went on, so nothing more of it can be saved."
                        + " Leave the directory alone until the run has ended, and start it again.")
                .doesNotContain("\tat ");
        assertThat(run.root()).doesNotExist();
    }

    @Test
    void shouldNotMakeUpForALostLog() throws Exception {
        Path spec = Specifications.resumable(folder, 1);
        CommandHere.run("run", spec, "--out", run.root()).exitsWith(0);
        Files.delete(run.names().events());

        Result refused =
                CommandHere.run("run", spec, "--out", run.root(), "--resume").exitsWith(2);

        assertThat(refused.err()).contains("holds checkpoints, and its event log events.jsonl is gone");
        assertThat(run.records()).extracting(EventRecord::event).isEmpty();
    }

    @Test
    void shouldStayBelowTheDirectoryOfRunsWhateverTheName() throws Exception {
        Path spec = Specifications.resumable(folder, 1);
        Files.writeString(spec, Files.readString(spec).replace("name: resumable", "name: 'etc 训练 ...'"));

        TrainerProcess.runIn(folder, "run", spec).exitsWith(0);

        assertThat(folder.resolve("runs")).isDirectoryContaining("glob:**/etc-*");
    }
}
