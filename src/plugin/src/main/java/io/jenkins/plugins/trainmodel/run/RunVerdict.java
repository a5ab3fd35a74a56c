package io.jenkins.plugins.trainmodel.run;

import io.jenkins.trainmodel.stop.Outcome;
import java.io.Serializable;

/**
 * What a run has come to.
 *
 * @param reason one sentence, the same wherever people read of it
 */
record RunVerdict(Outcome outcome, String reason) implements Serializable {
    private static final long serialVersionUID = 1L;
}
