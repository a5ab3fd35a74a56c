package io.jenkins.trainmodel.spec.schema;

import io.jenkins.trainmodel.part.PartCheck;
import java.nio.file.Path;
import java.util.Set;

/**
 * How a specification is read.
 *
 * @param directory relative paths are relative to it; absolute
 * @param name the run's name where the specification gives none
 * @param files which files that are named must exist
 * @param excused keys at the top that may be missing although they are required
 * @param metrics which metric names are accepted
 * @param parts knows the parts that users have written
 */
public record ReadOptions(
        Path directory, String name, FileCheck files, Set<String> excused, KnownMetrics metrics, PartCheck parts) {
    /** Whether a specification of a run is read, and not its rules alone. */
    public boolean wholeRun() {
        return metrics instanceof KnownMetrics.OfSpecification;
    }

    /** Whether a run has stored the specification, which holds as it was accepted when that run began. */
    public boolean stored() {
        return files == FileCheck.STORED;
    }
}
