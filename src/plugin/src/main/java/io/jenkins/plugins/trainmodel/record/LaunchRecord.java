package io.jenkins.plugins.trainmodel.record;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * One trainer that was launched, as its file on the controller holds it.
 *
 * @param key unique, and the name of the file
 * @param node the agent, empty for the built-in node
 * @param workspace the workspace's path on the agent
 * @param directory the run directory's path on the agent
 * @param scratch the path of what only the plugin needs there, which also marks the trainer's process
 * @param job the job's full name
 * @param build the build's number
 * @param run the run's id in the build
 * @param name the run's name, for people
 * @param launchedAt milliseconds since 1970
 * @param graceSeconds how long it may take to save and end once it is asked to
 * @param resume whether a later try of the build goes on from its checkpoints
 * @param forsakenSince when its step gave it up although the trainer may run, in milliseconds since 1970; 0 if it has not
 * @param gone whether the process is known to have ended, so that only files are left of it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LaunchRecord(
        String key,
        String node,
        String workspace,
        String directory,
        String scratch,
        String job,
        int build,
        String run,
        String name,
        long launchedAt,
        long graceSeconds,
        boolean resume,
        long forsakenSince,
        boolean gone) {

    /** The same trainer, which nobody waits for from now on. */
    LaunchRecord forsaken(Instant now) {
        return with(job, now.toEpochMilli(), gone);
    }

    /** The same trainer, whose process has ended. */
    LaunchRecord ended() {
        return with(job, forsakenSince, true);
    }

    /** The same trainer, whose job has another name now. */
    LaunchRecord of(String renamedJob) {
        return with(renamedJob, forsakenSince, gone);
    }

    private LaunchRecord with(String jobNow, long forsaken, boolean ended) {
        return new LaunchRecord(
                key,
                node,
                workspace,
                directory,
                scratch,
                jobNow,
                build,
                run,
                name,
                launchedAt,
                graceSeconds,
                resume,
                forsaken,
                ended);
    }

    /** The build, if it still exists. */
    Optional<Run<?, ?>> findBuild() {
        try (ACLContext context = ACL.as2(ACL.SYSTEM2)) {
            Job<?, ?> known = Jenkins.get().getItemByFullName(job, Job.class);
            return Optional.ofNullable(known).map(found -> found.getBuildByNumber(build));
        }
    }

    /** Whether its step has given it up, or its build is over or gone. */
    boolean isGivenUp() {
        return forsakenSince > 0 || findBuild().filter(Run::isBuilding).isEmpty();
    }

    /** Whether what it would still save is of use to somebody: a later try of the build goes on from there. */
    boolean isWorthSaving() {
        return resume && findBuild().filter(Run::isBuilding).isPresent();
    }

    Duration grace() {
        return Duration.ofSeconds(graceSeconds);
    }

    /** For people: which build's run this is. */
    String title() {
        return "the run %s of %s #%d".formatted(name, job, build);
    }

    /** For people: where it trains. */
    String place() {
        return node.isEmpty() ? "the built-in node" : "agent " + node;
    }
}
