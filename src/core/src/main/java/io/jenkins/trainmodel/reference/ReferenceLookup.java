package io.jenkins.trainmodel.reference;

import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.gate.GateJudge;
import io.jenkins.trainmodel.gate.Reference;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What was found where a specification says that the reference is.
 *
 * @param run the reference; empty where it is not there or damaged, and where there is none
 * @param reference the same for gates, with the reason why there is none
 * @param accepted the accepted runs before
 */
public record ReferenceLookup(Optional<ReferenceRun> run, Reference reference, AcceptedRuns accepted) {
    private static final AcceptedRuns NO_RUNS = new AcceptedRuns(List.of(), List.of());

    /** Looks. What cannot be read is no error: gates that need it do not hold, and say why. */
    public static ReferenceLookup of(Optional<ReferenceSpec> spec) {
        if (spec.isEmpty()) {
            return without(new Reference.Missing("the specification names none"), NO_RUNS);
        }
        AcceptedRuns accepted = AcceptedRuns.read(spec.get().history());
        Place place = spec.get().place();
        if (place instanceof Place.At at) {
            return at(at.path(), spec.get().name(), accepted);
        }
        return without(
                place instanceof Place.Missing missing
                        ? new Reference.Missing(missing.reason())
                        : new Reference.First(),
                accepted);
    }

    private static ReferenceLookup at(Path path, Optional<String> name, AcceptedRuns accepted) {
        try {
            ReferenceRun read = ReferenceReader.read(path);
            ReferenceRun run = name.map(read::named).orElse(read);
            return new ReferenceLookup(Optional.of(run), new Reference.Found(run.measured()), accepted);
        } catch (IOException unreadable) {
            String called = name.map(given -> given + " is not to be had: ").orElse("");
            return without(new Reference.Missing(called + unreadable.getMessage()), accepted);
        }
    }

    private static ReferenceLookup without(Reference reason, AcceptedRuns accepted) {
        return new ReferenceLookup(Optional.empty(), reason, accepted);
    }

    /** Why there is no reference although one was asked for, a sentence without a full stop. */
    public Optional<String> problem() {
        return reference instanceof Reference.Missing missing ? Optional.of(missing.reason()) : Optional.empty();
    }

    /** A judge of gates who knows what was found. */
    public GateJudge judge(List<Gate> gates) {
        return new GateJudge(gates, reference, accepted.runs());
    }
}
