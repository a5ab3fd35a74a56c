package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.Locale;
import java.util.Optional;

/** What people are told of people who step in, with who did and why. */
final class InterventionWords {
    private InterventionWords() {}

    static Optional<String> line(TrainingEvent event) {
        if (event instanceof TrainingEvent.CommandApplied command) {
            return Optional.of(answer(command));
        }
        if (event instanceof TrainingEvent.HyperparameterChanged change) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%s changed from %s to %s%s",
                    change.key(),
                    change.from(),
                    change.to(),
                    who(change.by(), change.why())));
        }
        if (event instanceof TrainingEvent.Held held) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "held after %s%s; training time stands still until it goes on",
                    Quantity.of(held.epoch(), "epoch"),
                    who(held.by(), held.why())));
        }
        if (event instanceof TrainingEvent.WentOn wentOn) {
            return Optional.of("goes on" + who(wentOn.by(), wentOn.why()));
        }
        return event instanceof TrainingEvent.Restarted from ? Optional.of(beginning(from)) : Optional.empty();
    }

    private static String answer(TrainingEvent.CommandApplied command) {
        return "command " + command.command() + who(command.by(), command.why())
                + (command.accepted() ? ": " : " refused: ") + command.message();
    }

    private static String beginning(TrainingEvent.Restarted from) {
        return String.format(
                Locale.ROOT,
                "begins at checkpoint %s of the run %s: %s, %s and %s of training are done",
                from.checkpoint(),
                from.runId(),
                Quantity.of(from.epoch(), "epoch"),
                Quantity.of(from.step(), "step"),
                Quantity.duration(from.elapsedSeconds()));
    }

    private static String who(String by, String why) {
        return (by.isEmpty() ? "" : " by " + by) + (why.isEmpty() ? "" : " (\"" + why + "\")");
    }
}
