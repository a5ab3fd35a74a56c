package io.jenkins.trainmodel.trainer.cli.argument;

import picocli.CommandLine.Option;

/** Who asks something of a run, and why; both stand in its log. */
public final class Requester {
    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who asks; stands in the log. Default: ${DEFAULT-VALUE}.")
    private String by;

    @Option(names = "--why", paramLabel = "TEXT", defaultValue = "", description = "The reason; stands in the log.")
    private String why;

    public String by() {
        return by;
    }

    public String why() {
        return why;
    }
}
