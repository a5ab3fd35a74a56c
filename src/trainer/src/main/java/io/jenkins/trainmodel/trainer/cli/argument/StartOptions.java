package io.jenkins.trainmodel.trainer.cli.argument;

import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.run.RunName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a run lies that begins or goes on, whose it is, and what is printed at its end. */
public final class StartOptions {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The run directory; absent, empty, or one that a run made. Default: runs/ and the"
                    + " specification's name.")
    private Optional<Path> out = Optional.empty();

    /** For programs that start trainings, such as the Jenkins plugin; docs/protocol.md describes it. */
    @Option(names = "--owner", paramLabel = "TEXT", hidden = true)
    private String owner = "";

    @Option(
            names = "--origin",
            paramLabel = "INSTANT",
            description = "When the work began that this run belongs to, such as a build, in ISO-8601:"
                    + " 2026-11-26T20:00:00Z. The rule finishBy counts from it. Default: the start of this process.")
    private Optional<Instant> origin = Optional.empty();

    @Option(
            names = "--json",
            description = "Prints the summary of the run as JSON at its end; all else goes to standard error.")
    private boolean json;

    /** The directory that was named. */
    public Optional<Path> out() {
        return out;
    }

    /** The directory of a run of this name. */
    public RunDirectory directory(String name) {
        return new RunDirectory(out.orElseGet(() -> Path.of("runs", RunName.slug(name))));
    }

    public String owner() {
        return owner;
    }

    /** When the work began that the run belongs to. */
    public Instant origin() {
        return origin.orElseGet(
                () -> ProcessHandle.current().info().startInstant().orElseGet(Instant::now));
    }

    public boolean json() {
        return json;
    }
}
