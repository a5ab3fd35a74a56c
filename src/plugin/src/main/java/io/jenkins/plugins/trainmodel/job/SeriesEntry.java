package io.jenkins.plugins.trainmodel.job;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A finished run as the job's trends remember it.
 *
 * @param build the build's number
 * @param id the run's id within the build
 * @param run the run's name; runs of one name make a line
 * @param outcome success, unstable, failure or aborted
 * @param time when it ended, in milliseconds since 1970
 * @param epochs complete epochs
 * @param seconds training time over all resumes
 * @param last the metrics of the last complete epoch, finite ones only
 * @param best the best value of every metric whose direction is known
 * @param acceptance how good its model was found
 * @param promotion what became of it among the job's champions
 * @param descent what it began from
 * @param machine on what it trained, and what held it up
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonAutoDetect(isGetterVisibility = Visibility.NONE)
public record SeriesEntry(
        int build,
        String id,
        String run,
        String outcome,
        long time,
        int epochs,
        double seconds,
        Map<String, Double> last,
        Map<String, Double> best,
        Acceptance acceptance,
        Promotion promotion,
        Descent descent,
        Machine machine) {
    private static final int MOST_METRICS = 50;
    private static final int LONGEST_TEXT = 200;

    public SeriesEntry {
        id = cut(id);
        run = cut(run);
        outcome = cut(outcome);
        last = bounded(last);
        best = bounded(best);
        acceptance = acceptance == null ? Acceptance.NONE : acceptance;
        promotion = promotion == null ? Promotion.NONE : promotion;
        descent = descent == null ? Descent.NONE : descent;
        machine = machine == null ? Machine.UNKNOWN : machine;
    }

    boolean isOfSameRun(SeriesEntry other) {
        return isRun(other.build, other.id);
    }

    public boolean isRun(int number, String runId) {
        return build == number && id.equals(runId);
    }

    /** Whether later runs may take it for their reference: accepted, or promoted by a person, and not ruled out since. */
    public boolean isAccepted() {
        return promotion.isPromoted() || acceptance.accepted() && !promotion.isRuledOut();
    }

    /** Since when it is what it is; a run that was promoted later than another has ended is the newer reference. */
    long since() {
        return promotion.isPromoted() ? Math.max(time, promotion.time()) : time;
    }

    /** The same with another promotion. */
    public SeriesEntry with(Promotion other) {
        return new SeriesEntry(
                build, id, run, outcome, time, epochs, seconds, last, best, acceptance, other, descent, machine);
    }

    static String cut(String text) {
        String given = text == null ? "" : text;
        return given.length() <= LONGEST_TEXT ? given : given.substring(0, LONGEST_TEXT);
    }

    /** Finite ones of names that are not too long; of too many, the first ones by name. */
    static Map<String, Double> bounded(Map<String, Double> metrics) {
        TreeMap<String, Double> kept = new TreeMap<>();
        for (Map.Entry<String, Double> metric : orNone(metrics).entrySet()) {
            if (metric.getValue() != null
                    && Double.isFinite(metric.getValue())
                    && metric.getKey().length() <= LONGEST_TEXT) {
                kept.put(metric.getKey(), metric.getValue());
            }
        }
        while (kept.size() > MOST_METRICS) {
            kept.pollLastEntry();
        }
        return Collections.unmodifiableSortedMap(kept);
    }

    private static Map<String, Double> orNone(Map<String, Double> metrics) {
        return metrics == null ? Map.of() : metrics;
    }
}
