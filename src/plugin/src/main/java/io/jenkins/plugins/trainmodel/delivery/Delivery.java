package io.jenkins.plugins.trainmodel.delivery;

import hudson.model.Run;
import java.util.Optional;
import java.util.UUID;
import jenkins.model.Jenkins;

/**
 * Something on its way to another server, such as a report; kept on the disk until it has arrived or is given up.
 *
 * @param id unique; the same every time that it is sent, so that a receiver knows a report that it has already
 * @param url the receiver's, as the configuration has it
 * @param job the full name of the job
 * @param build its build's number
 * @param run the run's id in the build
 * @param page the address of the run's page
 * @param attempts how often it was sent
 * @param due when it is sent next, in milliseconds since 1970
 */
public record Delivery(String id, String url, String job, int build, String run, String page, int attempts, long due) {

    /** What is told of a run for the first time, at once. */
    public static Delivery of(Run<?, ?> build, String run, String url) {
        String root = Optional.ofNullable(Jenkins.get().getRootUrl()).orElse("/");
        return new Delivery(
                UUID.randomUUID().toString(),
                url,
                build.getParent().getFullName(),
                build.getNumber(),
                run,
                root + build.getUrl() + "train-model/" + run + "/",
                0,
                System.currentTimeMillis());
    }

    /** The delivery after it was sent once more. */
    Delivery sent(long next) {
        return new Delivery(id, url, job, build, run, page, attempts + 1, next);
    }
}
