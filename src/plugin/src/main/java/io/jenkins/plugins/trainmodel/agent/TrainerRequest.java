package io.jenkins.plugins.trainmodel.agent;

import io.jenkins.trainmodel.check.CheckFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the trainer is asked for.
 *
 * @param specification the specification's path on the agent
 * @param overlay JSON that is laid over it
 * @param assignments keys and values that are set after that
 * @param beginning arguments that say where the run begins; empty: at its beginning
 * @param java the name of a JDK tool, empty for none
 * @param command the script of what trains in the place of the trainer, empty where the trainer does
 * @param resume whether the run in the directory goes on
 * @param owner which run of which build this is
 * @param dryRun whether what the run needs is only tried
 * @param origin when the build began, from which deadlines count
 */
public record TrainerRequest(
        String specification,
        byte[] overlay,
        Map<String, String> assignments,
        List<String> beginning,
        String java,
        String command,
        boolean resume,
        String owner,
        boolean dryRun,
        Instant origin) {

    /** Whether another program trains. */
    boolean isWatching() {
        return !command.isEmpty();
    }

    /** The arguments of the trainer. */
    List<String> arguments(String overlayFile, String scriptFile, String directory) {
        String verb = dryRun ? "check" : isWatching() ? "watch" : "run";
        List<String> arguments = new ArrayList<>(List.of(verb, specification, "--overlay", overlayFile));
        if (isWatching()) {
            arguments.addAll(List.of("--script", scriptFile));
        }
        arguments.addAll(List.of("--out", directory));
        arguments.addAll(
                dryRun
                        ? List.of("--write", directory + "/" + CheckFile.NAME)
                        : List.of("--owner", owner, "--origin", origin.toString()));
        assignments.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        if (!dryRun) {
            addBeginning(arguments);
        }
        return arguments;
    }

    /** What is only tried begins nowhere, and the command for it knows none of this. */
    private void addBeginning(List<String> arguments) {
        arguments.addAll(beginning);
        if (resume) {
            arguments.add("--resume");
        }
    }
}
