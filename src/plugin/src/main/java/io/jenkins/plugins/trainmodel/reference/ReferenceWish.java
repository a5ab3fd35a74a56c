package io.jenkins.plugins.trainmodel.reference;

import hudson.model.Item;
import hudson.model.Job;
import hudson.security.AccessDeniedException3;
import java.io.Serializable;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * Which run a step wants to be compared with, in words that survive a restart.
 *
 * @param job the full name of the job; empty: the build's own
 * @param value the number of a build or the path of a package; empty where the kind needs none
 * @param run the run's name in that job; empty: that of the new run
 * @param problem why there can be none, found when the step began; empty for nothing
 */
public record ReferenceWish(Kind kind, String job, String value, String run, String problem) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** That the step says nothing, so that the specification's own reference counts. */
    public static final ReferenceWish NONE = new ReferenceWish(Kind.NONE, "", "", "", "");

    /** Where a reference is sought. */
    public enum Kind {
        NONE,
        LAST_ACCEPTED,
        LAST_SUCCESSFUL,
        BUILD,
        PACKAGE
    }

    static ReferenceWish of(Kind kind, String job, String value, String run) {
        return new ReferenceWish(kind, job, value, run, "");
    }

    /** Whether it names no build or path where it should. */
    public boolean lacksValue() {
        return (kind == Kind.BUILD || kind == Kind.PACKAGE) && value.isEmpty();
    }

    public boolean isNone() {
        return kind == Kind.NONE;
    }

    /**
     * The same with the other job's full name, if who the build runs as may read it. To be asked on the build's own thread,
     * which runs as who the build runs as.
     */
    public ReferenceWish resolved(Job<?, ?> own) {
        if (job.isEmpty()) {
            return this;
        }
        Optional<Job<?, ?>> found = find(own);
        String name = Jenkins.getAuthentication2().getName();
        return found.filter(other -> other.hasPermission(Item.READ))
                .map(other -> new ReferenceWish(kind, other.equals(own) ? "" : other.getFullName(), value, run, ""))
                .orElseGet(() -> new ReferenceWish(
                        kind, job, value, run, "there is no job %s that %s may read".formatted(job, name)));
    }

    private Optional<Job<?, ?>> find(Job<?, ?> own) {
        try {
            return Optional.ofNullable((Job<?, ?>) Jenkins.get().getItem(job, own, Job.class));
        } catch (AccessDeniedException3 e) {
            return Optional.empty();
        }
    }
}
