package io.jenkins.trainmodel.trainer.cli.argument;

import io.jenkins.trainmodel.trainer.run.RunRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a person wants to be different in a run that begins or goes on, and why. */
public final class WishOptions {
    @Option(
            names = "--begin-at",
            paramLabel = "DIR",
            description =
                    "A checkpoint of another run, such as runs/a/checkpoints/000007: the run begins there, with its"
                            + " parameters, optimizer, epoch, step and training time. Looked at only as long as the run has no"
                            + " checkpoint of its own.")
    private Optional<Path> beginAt = Optional.empty();

    @Option(
            names = "--patience-anew",
            description = "Early stopping counts from here, as if the metric had just improved.")
    private boolean patienceAnew;

    @Option(names = "--by", paramLabel = "NAME", description = "Who has changed what is different; stands in the log.")
    private String by = "";

    @Option(names = "--why", paramLabel = "TEXT", description = "The reason; stands in the log.")
    private String why = "";

    /** For programs that start trainings, such as the Jenkins plugin; docs/protocol.md describes both. */
    @Option(names = "--by-encoded", paramLabel = "TEXT", hidden = true)
    private String byEncoded = "";

    @Option(names = "--why-encoded", paramLabel = "TEXT", hidden = true)
    private String whyEncoded = "";

    public RunRequest.Wish read() {
        return new RunRequest.Wish(beginAt, patienceAnew, either(by, byEncoded), either(why, whyEncoded));
    }

    private static String either(String plain, String encoded) {
        return plain.isEmpty() ? URLDecoder.decode(encoded, StandardCharsets.UTF_8) : plain;
    }
}
