package io.jenkins.plugins.trainmodel.patience;

import hudson.AbortException;
import hudson.FilePath;
import hudson.remoting.ChannelClosedException;
import io.jenkins.plugins.trainmodel.config.TrainingConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.FilePathUtils;

/** The connection to a run's agent: there, away for a while, or gone for good. */
public final class AgentContact {
    /** An agent that nobody has configured any more does not come back; some are replaced under the same name. */
    private static final Duration REMOVED = Duration.ofSeconds(30);

    private static final Duration SILENT = Duration.ofSeconds(20);

    private final String node;
    private final String workspace;
    /** When the agent was missed first, in nanoseconds of the virtual machine; empty while it is there. */
    private Optional<Long> missedAt = Optional.empty();
    /** The same as people read it. */
    private volatile Optional<Instant> awaySince = Optional.empty();

    private boolean told;

    public AgentContact(String node, String workspace) {
        this.node = node;
        this.workspace = workspace;
    }

    /** The workspace, if the agent is connected. */
    public Optional<FilePath> workspace() {
        return workspace.isEmpty() ? Optional.empty() : Optional.ofNullable(FilePathUtils.find(node, workspace));
    }

    /** Since when the agent has not answered; asked by threads of pages, too. */
    public Optional<Instant> awaySince() {
        return awaySince;
    }

    public String name() {
        return node.isEmpty() ? "the built-in node" : "agent " + node;
    }

    /** Notes that the agent does not answer. */
    public void miss() {
        if (missedAt.isEmpty()) {
            missedAt = Optional.of(System.nanoTime());
            awaySince = Optional.of(Instant.now());
        }
    }

    /** Whether it has not answered for so long. */
    public boolean isAwayFor(Duration time) {
        return missedAt.filter(since -> System.nanoTime() - since >= time.toNanos())
                .isPresent();
    }

    /**
     * Notes that the agent does not answer. What people should read of it comes back once.
     *
     * @throws AbortException if it has been away for too long, so that it is taken for gone
     */
    public Optional<String> missed(Optional<Exception> problem) throws AbortException {
        miss();
        Duration away = Duration.ofNanos(System.nanoTime() - missedAt.orElseThrow());
        boolean removed = !node.isEmpty() && Jenkins.get().getNode(node) == null;
        Duration limit = Duration.ofMinutes(TrainingConfiguration.get().getAbsentAgentMinutes());
        if (away.compareTo(removed ? REMOVED : limit) >= 0) {
            throw gone(removed, away, problem);
        }
        boolean tell = !told && away.compareTo(SILENT) >= 0;
        told = told || tell;
        String why =
                problem.map(exception -> " (" + exception.getMessage() + ")").orElse("");
        return tell
                ? Optional.of("no contact with %s%s; the training goes on there and is followed again when it is back"
                        .formatted(name(), why))
                : Optional.empty();
    }

    /** The cause tells Pipeline's {@code retry} that it is worth while to try another agent. */
    private AbortException gone(boolean removed, Duration away, Optional<Exception> problem) {
        AbortException gone = new AbortException(
                "Lost %s, on which the training ran: %s. With resume: true, retry goes on from the last checkpoint."
                        .formatted(
                                name(),
                                removed
                                        ? "it was removed from Jenkins"
                                        : "it has been out of reach for " + away.toMinutes() + " min"));
        IOException closed = new ChannelClosedException(gone.getMessage(), problem.orElse(null));
        gone.initCause(closed);
        return gone;
    }

    /** Notes that the agent answers. What people should read of it comes back. */
    public Optional<String> answered() {
        boolean tell = told;
        missedAt = Optional.empty();
        awaySince = Optional.empty();
        told = false;
        return tell ? Optional.of(name() + " is back") : Optional.empty();
    }
}
