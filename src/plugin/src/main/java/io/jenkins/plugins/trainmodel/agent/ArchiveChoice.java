package io.jenkins.plugins.trainmodel.agent;

import io.jenkins.trainmodel.check.CheckFile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a run becomes artifacts beside its reports. One path of the run directory has one place among them.
 *
 * @param model whether the model package does
 * @param checkpoints names of checkpoints that do
 * @param logs whether the trainer's log and what it and a watched program printed do
 * @param events whether the whole event log does
 * @param tensorboard whether the files for TensorBoard do
 */
public record ArchiveChoice(boolean model, List<String> checkpoints, boolean logs, boolean events, boolean tensorboard)
        implements Serializable {
    private static final List<String> REPORTS =
            List.of("report.html", "report.json", "metrics.csv", "test.json", CheckFile.NAME);
    /** What a watched program has printed, the older part of it behind. */
    private static final List<String> PROGRAM_OUTPUT = List.of("output.log", "output.log.1");

    private static final long serialVersionUID = 1L;

    /** Travels to the agent, so the list is of a class that may. */
    public ArchiveChoice {
        checkpoints = new ArrayList<>(checkpoints);
    }

    /** The files and directories of the run directory that are taken, with all that is below them. */
    List<String> roots() {
        List<String> roots = new ArrayList<>(REPORTS);
        if (model) {
            roots.add("model");
        }
        if (logs) {
            roots.add("train.log");
            roots.addAll(PROGRAM_OUTPUT);
        }
        if (events) {
            roots.add("events.jsonl");
        }
        if (tensorboard) {
            roots.add("tensorboard");
        }
        checkpoints.forEach(name -> roots.add("checkpoints/" + name));
        return roots;
    }

    /** Whether a path is among them: plain, relative, with slashes. */
    boolean takes(String path) {
        return isPlain(path) && roots().stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
    }

    static boolean isPlain(String path) {
        return !path.startsWith("/")
                && path.indexOf('\\') < 0
                && !List.of(path.split("/")).contains("..");
    }
}
