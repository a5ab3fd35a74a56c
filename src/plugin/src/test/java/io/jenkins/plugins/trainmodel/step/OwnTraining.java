package io.jenkins.plugins.trainmodel.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** Trainings of a team's own: one that needs nothing but a shell, and the example in Python that the repository brings along. */
public final class OwnTraining {
    /**
     * Learns a little in every epoch, and all that is left where a file says so; saves it, and goes on there; heeds the file that
     * asks it to stop, and no signal.
     */
    private static final String SHELL = """
            epoch=${TRAIN_MODEL_EPOCH:-0}
            last=$((epoch + ${MORE:-100000}))
            [ -z "$TRAIN_MODEL_CHECKPOINT" ] || echo "learned before: $(cat "$TRAIN_MODEL_CHECKPOINT")"
            echo "$$" > pid.txt
            trap '' TERM
            mkdir -p out
            while [ "$epoch" -lt "$last" ]; do
              if [ -e "$TRAIN_MODEL_STOP" ]; then sleep "${SAVES:-0}"; echo stopped > out/end.txt; exit 0; fi
              epoch=$((epoch + 1))
              sleep "${PACE:-0.05}"
              echo "$GREETING epoch $epoch" > out/weights.new
              mv out/weights.new out/weights.txt
              loss=$((1000 / epoch))
              [ ! -e learned ] || loss=0
              echo "epoch $epoch is over"
              {
                echo "{'type': 'checkpoint', 'path': 'out/weights.txt', 'epoch': $epoch, 'step': $epoch}"
                echo "{'type': 'epoch', 'epoch': $epoch, 'step': $epoch, 'loss': $loss, 'val_loss': $((2000 / epoch))}"
              } | tr "'" '"' >> "$TRAIN_MODEL_METRICS"
            done
            """;

    private OwnTraining() {}

    /** Groovy that writes the program and its specification into the workspace. */
    static String write(String rule) {
        return "writeFile file: 'train.sh', text: '''"
                + SHELL.replace("\\", "\\\\").replace("'", "\\'") + "'''\n"
                + "writeFile file: 'watch.yaml', text: '''" + """
                name: own
                stopWhen:
                  - %s
                watch: {artifacts: ['out/**'], signalAfter: 20s, grace: 5s}
                """.formatted(rule) + "'''\n";
    }

    /** A job of a name that no other has, whose program trains on an agent with this label. */
    static WorkflowRun start(JenkinsRule jenkins, String label, String rule, String step) throws Exception {
        WorkflowJob job = Digits.job(jenkins, "node('" + label + "') {\n" + write(rule) + step + "\n}");
        return job.scheduleBuild2(0).waitForStart();
    }

    /** The process that trains in this workspace, as it has said itself. */
    static ProcessHandle process(Path workspace) throws IOException, InterruptedException {
        Path file = workspace.resolve("pid.txt");
        while (Files.notExists(file) || Files.readString(file).isBlank()) {
            Thread.sleep(50);
        }
        long number = Long.parseLong(Files.readString(file).strip());
        return ProcessHandle.of(number).orElseThrow(() -> new AssertionError("no program trains in " + workspace));
    }

    /** Whether this machine has the Python that the example needs. */
    public static boolean hasPython() {
        try {
            Process python = new ProcessBuilder("python3", "--version")
                    .redirectErrorStream(true)
                    .start();
            return python.waitFor(30, TimeUnit.SECONDS) && python.exitValue() == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Groovy that copies the example into the workspace, with a specification whose rules are these. */
    public static String example(String rules) {
        Path folder = Digits.directory().resolveSibling("watch");
        try {
            String specification = Files.readString(folder.resolve("train.yaml"))
                    .replaceAll("(?s)stopWhen:\n.*?\n(?=gates)", "stopWhen:\n" + rules);
            return "sh 'cp \"" + folder + "\"/*.py .'\nwriteFile file: 'watch.yaml', text: '''" + specification
                    + "'''\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
