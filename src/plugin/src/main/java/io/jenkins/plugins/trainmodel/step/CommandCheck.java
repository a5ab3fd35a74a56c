package io.jenkins.plugins.trainmodel.step;

import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.plugins.trainmodel.run.CheckpointChoice;
import io.jenkins.plugins.trainmodel.run.SpecificationKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What does not go together with a command that trains, in sentences that say what to do. */
final class CommandCheck {
    private static final int LARGEST = 1 << 16;

    private CommandCheck() {}

    /** All that is wrong with a step beside its command; nothing where it has none. */
    static List<String> problems(TrainModelStep step) {
        List<String> problems = new ArrayList<>();
        if (step.isWatching()) {
            command(step.getCommand()).ifPresent(problem -> problems.add("command: " + problem));
            if (!step.getWaitFor().isEmpty()) {
                problems.add(Messages.CommandCheck_waitFor());
            }
            if (!StepCheck.isCold(step.getWarmStart())) {
                problems.add(Messages.CommandCheck_warmStart());
            }
            if (!step.getCheckpoints().equals(CheckpointChoice.NONE.word())) {
                problems.add(Messages.CommandCheck_checkpoints());
            }
        }
        return problems;
    }

    /** A script that cannot be one. */
    static Optional<String> command(String command) {
        int bytes = command.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LARGEST) {
            return Optional.of(Messages.CommandCheck_tooLong(String.valueOf(bytes), String.valueOf(LARGEST)));
        }
        return command.indexOf('\0') >= 0 ? Optional.of(Messages.CommandCheck_zero()) : Optional.empty();
    }

    /** A specification of the other kind than the step. */
    static Optional<String> specification(String path, String text, boolean watching) {
        return SpecificationKind.problem(path, text, watching).map(Reader::recorded);
    }
}
