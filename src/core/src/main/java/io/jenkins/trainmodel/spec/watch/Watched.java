package io.jenkins.trainmodel.spec.watch;

/** What another program trains. */
public interface Watched {
    WatchSpec watch();
}
