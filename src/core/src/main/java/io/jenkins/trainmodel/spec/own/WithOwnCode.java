package io.jenkins.trainmodel.spec.own;

/** What says where users' own code lies, and which of it hears of the run. */
public interface WithOwnCode {
    OwnCode own();
}
