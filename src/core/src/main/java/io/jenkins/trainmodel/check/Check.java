package io.jenkins.trainmodel.check;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * One thing that was tried before a run.
 *
 * @param findings English sentences without a full stop: what was found, or all that is wrong and what to do
 * @param seconds that it took
 */
public record Check(Subject subject, Status status, List<String> findings, double seconds) {
    public Check {
        findings = List.copyOf(findings);
    }

    /** What came of it. */
    public enum Status {
        PASSED,
        FAILED,
        /** Not tried, since something that it needs has failed. */
        SKIPPED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Status of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
