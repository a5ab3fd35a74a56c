package io.jenkins.trainmodel.trainer.watch;

import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.trainer.run.context.Ending;
import io.jenkins.trainmodel.trainer.watch.process.Ender.Force;
import java.util.List;
import java.util.Optional;

/**
 * How a program has ended.
 *
 * @param exitCode empty where it could not be ended
 * @param lastLines that it has printed, the newest last
 * @param force what it took
 */
record ProgramEnd(Optional<Integer> exitCode, List<String> lastLines, Force force) {
    private static final int TOLD_LINES = 3;
    private static final int LONGEST = 300;

    /** The end of a run whose program has ended by itself, of which no rule had decided anything. */
    Ending byItself(boolean hasReported) {
        boolean succeeded = exitCode.filter(code -> code == 0).isPresent();
        if (succeeded && hasReported) {
            return ending(Outcome.SUCCESS, "the program has ended by itself with exit code 0", true);
        }
        return succeeded
                ? ending(
                        Outcome.FAILURE,
                        "the program has ended with exit code 0 and has reported no metric, so nothing can be said of"
                                + " it",
                        false)
                : ending(Outcome.FAILURE, "the program has failed with " + words(), true);
    }

    /** The end that was decided, with how the program took it. One that fails before it is signalled has failed. */
    Ending after(Ending decided) {
        if (force == Force.NONE && exitCode.filter(code -> code != 0).isPresent()) {
            return new Ending(
                    decided.outcome().worst(Outcome.FAILURE),
                    decided.reason() + "; but the program has failed with " + words(),
                    decided.fired(),
                    decided.keepsModel(),
                    decided.keepsState(),
                    decided.keep(),
                    decided.failedDevice());
        }
        return force == Force.KILL
                ? new Ending(
                        decided.outcome(),
                        decided.reason() + "; the program did not end within its grace and was killed",
                        decided.fired(),
                        decided.keepsModel(),
                        decided.keepsState(),
                        decided.keep(),
                        decided.failedDevice())
                : decided;
    }

    /** Whether it has come to the end that it was meant to come to, so that there is nothing to go on with. */
    boolean isWhole(Ending ending) {
        return ending.outcome() == Outcome.SUCCESS && ending.fired().isEmpty();
    }

    private static Ending ending(Outcome outcome, String reason, boolean keepsModel) {
        return new Ending(outcome, reason, List.of(), keepsModel, false, Optional.empty(), Optional.empty());
    }

    private String words() {
        String code = "exit code " + exitCode.map(String::valueOf).orElse("unknown");
        List<String> told = lastLines.subList(Math.max(0, lastLines.size() - TOLD_LINES), lastLines.size());
        return told.isEmpty() ? code : code + "; its last lines: " + cut(String.join(" | ", told));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : "…" + text.substring(text.length() - LONGEST);
    }
}
