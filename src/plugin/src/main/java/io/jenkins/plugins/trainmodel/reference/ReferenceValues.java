package io.jenkins.plugins.trainmodel.reference;

import io.jenkins.plugins.trainmodel.job.AcceptedRuns;
import io.jenkins.plugins.trainmodel.job.SeriesEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The reference as the specification writes it, laid over that of the file. */
final class ReferenceValues {
    private static final int LONGEST_HISTORY = 100;
    private static final int LONGEST_REASON = 1000;
    private static final int LONGEST_NAME = 200;

    private ReferenceValues() {}

    /** A reference that lies on the agent. */
    static Map<String, Object> at(String path, String name) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("path", path);
        values.put("name", cut(name, LONGEST_NAME));
        return values;
    }

    /** None, and why. */
    static Map<String, Object> missing(String why) {
        return new LinkedHashMap<>(Map.of("missing", cut(why, LONGEST_REASON)));
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    /** None yet. */
    static Map<String, Object> first() {
        return new LinkedHashMap<>(Map.of("first", true));
    }

    /** The metrics of the accepted runs, the newest last, for gates that compare with their spread. */
    static List<Map<String, Object>> history(AcceptedRuns runs, String run) {
        List<Map<String, Object>> history = new ArrayList<>(runs.newestFirst(run).stream()
                .filter(entry -> !entry.acceptance().metrics().isEmpty())
                .limit(LONGEST_HISTORY)
                .map(ReferenceValues::measured)
                .toList());
        Collections.reverse(history);
        return history;
    }

    private static Map<String, Object> measured(SeriesEntry entry) {
        return Map.of("name", "#" + entry.build(), "metrics", entry.acceptance().metrics());
    }
}
