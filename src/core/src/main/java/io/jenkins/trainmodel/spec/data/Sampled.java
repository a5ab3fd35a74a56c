package io.jenkins.trainmodel.spec.data;

/** What says where samples come from. */
public interface Sampled {
    DataSpec data();
}
