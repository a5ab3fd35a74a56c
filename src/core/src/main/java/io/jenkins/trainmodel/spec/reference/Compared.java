package io.jenkins.trainmodel.spec.reference;

import java.util.Optional;

/** What is compared with another run, and may begin from its model. */
public interface Compared {
    /** The other run; empty where there is none to compare with. */
    Optional<ReferenceSpec> reference();

    /** What is taken over from the reference's model. */
    WarmStartSpec warmStart();
}
