package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.own.DataSource;
import io.jenkins.trainmodel.trainer.custom.UserJars;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command comes to an end, whatever code of users' own has left running. */
class OwnEndIT {
    /** Reads a file of numbers, whose sum is to be predicted, and leaves a thread that is no daemon. */
    private static final String LEAVING = """
            public String name() { return "leaving"; }
            private java.nio.file.Path path; private java.util.List<String> lines;
            public void configure(Options options) { path = options.path("path"); }
            public void open() throws java.io.IOException {
                lines = java.nio.file.Files.readAllLines(path);
                Thread left = new Thread(Mine::sleep, "left-behind");
                left.setDaemon(false);
                left.start();
                %s
            }
            static void sleep() { while (true) { try { Thread.sleep(600000); } catch (InterruptedException e) { } } }
            public int size() { return lines.size(); }
            public int[] shape() { return new int[] {1}; }
            public void read(int sample, float[] features) { features[0] = Float.parseFloat(lines.get(sample)); }
            public double target(int sample) { return 2 * Double.parseDouble(lines.get(sample)); }
            """;

    @TempDir
    private Path folder;

    private Path data;

    private Path specification(String more) throws Exception {
        UserJars.of(folder.resolve("libs/mine.jar"), DataSource.class, LEAVING.formatted(more));
        data = Files.writeString(
                folder.resolve("numbers.txt"),
                IntStream.range(0, 60).mapToObj(i -> i % 17 + "." + i).collect(Collectors.joining("\n")));
        return Specifications.write(folder, """
                classpath: [libs/*.jar]
                data: {type: custom, part: leaving, options: {path: numbers.txt}, task: regression}
                model: {type: mlp, hidden: [4]}
                stopWhen: [{maxEpochs: 1}]
                device: {type: cpu, threads: 1}
                """);
    }

    @Test
    void shouldEndThoughThreadsAreLeftRunning() throws Exception {
        Path spec = specification("");
        Path run = folder.resolve("run");

        TrainerProcess.run("check", spec).exitsWith(0);
        assertThat(TrainerProcess.run("run", spec, "--out", run).exitsWith(0).out())
                .contains("threads running: left-behind");
        TrainerProcess.run("evaluate", run, "--data", data).exitsWith(0);
        TrainerProcess.run("predict", run, "--data", data, "--out", folder.resolve("p.csv"))
                .exitsWith(0);
        TrainerProcess.run("export-split", run, "--out", folder.resolve("split.csv"))
                .exitsWith(0);
        assertThat(folder.resolve("split.csv")).content().hasLineCount(61);
    }

    @Test
    void shouldNotWaitForEverForWhatIsToBeDoneAtTheEnd() throws Exception {
        Path spec = specification("Runtime.getRuntime().addShutdownHook(new Thread(Mine::sleep, \"hook\"));");

        Result result = TrainerProcess.run("check", spec).exitsWith(0);

        assertThat(result.err())
                .contains(
                        "The process ends without waiting any longer for code of your own: user.Mine.sleep (Mine.java:");
    }
}
