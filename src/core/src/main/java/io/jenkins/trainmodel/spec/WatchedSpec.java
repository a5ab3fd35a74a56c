package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.spec.reference.Compared;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec;
import io.jenkins.trainmodel.spec.reference.WarmStartSpec;
import io.jenkins.trainmodel.spec.stop.Stopped;
import io.jenkins.trainmodel.spec.watch.WatchSpec;
import io.jenkins.trainmodel.spec.watch.Watched;
import io.jenkins.trainmodel.stop.StopRule;
import java.util.List;
import java.util.Optional;

/**
 * How a run is judged in which another program trains: complete and valid, every default filled in. Only
 * {@link SpecReader} makes one from text. What is trained on what is the program's.
 *
 * @param name names the run in reports and trends
 * @param reference the run that rules and gates compare with
 * @param stopWhen at least one rule, in the order of the specification; none need be certain to fire, since the program
 *     has an end of its own
 * @param gates what the kept model must meet, in the order of the specification
 */
public record WatchedSpec(
        String name,
        Optional<ReferenceSpec> reference,
        List<StopRule> stopWhen,
        List<Gate> gates,
        WatchSpec watch,
        ReportingSpec reporting)
        implements Compared, Stopped, Watched {
    public WatchedSpec {
        stopWhen = List.copyOf(stopWhen);
        gates = List.copyOf(gates);
    }

    /** With what a program begins is its own affair. */
    @Override
    public WarmStartSpec warmStart() {
        return WarmStartSpec.NONE;
    }
}
