package io.jenkins.trainmodel.spec.stop;

import io.jenkins.trainmodel.stop.StopRule;
import java.util.List;

/** What its stop rules end. */
public interface Stopped {
    /** In the order of the specification; any of them ends it. */
    List<StopRule> stopWhen();
}
