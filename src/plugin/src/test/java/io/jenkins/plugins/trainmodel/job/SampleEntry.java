package io.jenkins.plugins.trainmodel.job;

import java.util.Map;

/** What a job remembers of a run that has ended. */
final class SampleEntry {
    private SampleEntry() {}

    static SeriesEntry entry(int build, Map<String, Double> last) {
        return entry(build, last, Machine.UNKNOWN);
    }

    static SeriesEntry entry(int build, Map<String, Double> last, Machine machine) {
        return new SeriesEntry(
                build,
                "digits",
                "digits",
                "success",
                1_700_000_000_000L + build,
                12,
                34.5,
                last,
                last,
                Acceptance.NONE,
                Promotion.NONE,
                Descent.NONE,
                machine);
    }
}
