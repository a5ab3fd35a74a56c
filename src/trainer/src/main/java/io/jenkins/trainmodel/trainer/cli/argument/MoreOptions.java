package io.jenkins.trainmodel.trainer.cli.argument;

import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** By how much a run is to be longer. */
public final class MoreOptions {
    @Option(names = "--epochs", paramLabel = "N", description = "So many more epochs.")
    private Optional<Integer> epochs = Optional.empty();

    @Option(names = "--duration", paramLabel = "TIME", description = "So much more training time, such as 2h30m.")
    private Optional<String> duration = Optional.empty();

    public Optional<Integer> epochs() {
        if (epochs.filter(more -> more < 1).isPresent()) {
            throw new WrongInputException("--epochs: " + epochs.get() + " is not at least 1");
        }
        return epochs;
    }

    public Optional<String> durationText() {
        duration();
        return duration;
    }

    public Optional<Duration> duration() {
        return duration.map(text -> Types.durationOf(text)
                .orElseThrow(() -> new WrongInputException(
                        "--duration: '" + text + "' is not " + Types.duration().allowed())));
    }
}
