package io.jenkins.trainmodel.check;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * What was tried before a run, and what the run will cost; kept as {@code check.json}.
 *
 * @param version the schema version, {@link #SCHEMA_VERSION} for what this program writes
 * @param name the specification's; empty where it cannot be read
 * @param passed whether nothing has failed
 * @param checks in the order in which they were tried
 * @param estimate where the steps could be measured
 */
public record CheckReport(
        @JsonProperty("v") int version, String name, boolean passed, List<Check> checks, Optional<Estimate> estimate) {
    public static final int SCHEMA_VERSION = 1;

    public CheckReport {
        checks = List.copyOf(checks);
    }

    /** The report of these checks. */
    public static CheckReport of(String name, List<Check> checks, Optional<Estimate> estimate) {
        return new CheckReport(
                SCHEMA_VERSION,
                name,
                checks.stream().noneMatch(check -> check.status() == Check.Status.FAILED),
                checks,
                estimate);
    }

    /** Those that have failed. */
    public List<Check> failed() {
        return checks.stream()
                .filter(check -> check.status() == Check.Status.FAILED)
                .toList();
    }
}
