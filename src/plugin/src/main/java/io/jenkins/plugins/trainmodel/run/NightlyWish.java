package io.jenkins.plugins.trainmodel.run;

import io.jenkins.plugins.trainmodel.reference.ReferenceWish;
import java.io.Serializable;

/**
 * What a step wants of a run that is one of a series.
 *
 * @param reference the run to be compared with
 * @param whenMissing start or fail; empty: the specification's word
 * @param promote whether a run that is accepted becomes the job's champion
 * @param returnsFailures whether the step returns also where the run has failed, and leaves the build's result alone
 */
public record NightlyWish(ReferenceWish reference, String whenMissing, boolean promote, boolean returnsFailures)
        implements Serializable {
    private static final long serialVersionUID = 1L;
    static final NightlyWish NONE = new NightlyWish(ReferenceWish.NONE, "", false, false);
}
