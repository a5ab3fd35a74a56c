package io.jenkins.trainmodel.spec.reference;

import io.jenkins.trainmodel.gate.MeasuredRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The run that a run is compared with, and may begin from.
 *
 * @param name as people call it; empty: as it calls itself
 * @param whenMissing what follows where it is not there
 * @param history the accepted runs before, the newest last
 */
public record ReferenceSpec(Place place, Optional<String> name, WhenMissing whenMissing, List<PastRuns> history) {
    public ReferenceSpec {
        history = List.copyOf(history);
    }

    /** Where it is. */
    public sealed interface Place {
        /** A run directory, a model package or a curve; absolute. It need not be there. */
        record At(Path path) implements Place {}

        /** It was looked for and not found; the reason is a sentence without a full stop. */
        record Missing(String reason) implements Place {}

        /** There cannot be one yet: the run is the first of its series. */
        record First() implements Place {}
    }

    /** What follows where the reference is not there. */
    public enum WhenMissing {
        /** The run begins without it; gates that need it do not hold. */
        START,
        /** The run does not begin. */
        FAIL
    }

    /** Earlier runs, of which only accepted ones count. */
    public sealed interface PastRuns {
        /**
         * Run directories.
         *
         * @param directory that holds them; absolute
         * @param name of theirs, in which a star stands for any characters
         */
        record Directories(Path directory, String name) implements PastRuns {}

        /** A run whose directory is elsewhere, with what its kept model measured. */
        record Inline(MeasuredRun run) implements PastRuns {}
    }

    /** The path where it is one. */
    public Optional<Path> path() {
        return place instanceof Place.At at ? Optional.of(at.path()) : Optional.empty();
    }
}
