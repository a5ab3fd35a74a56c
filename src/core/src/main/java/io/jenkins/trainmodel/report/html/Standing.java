package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.report.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a run stands, as somebody knows who knows more than its log: who follows the process, or has kept how it ended.
 *
 * @param name the run's name
 * @param state a word for the badge's colour: success, unstable, failure, aborted, running, interrupted; any other is gray
 * @param badge the word that people read
 * @param sentence one sentence: how far it came or why it stopped; a run that is over has its reason here
 * @param over whether nothing more will come
 * @param startedAt when it began; if it is empty, what the log says counts
 * @param notice what else people should know, such as that the log is gone
 * @param happened what belongs to the timeline and stands in no log, in the language of whoever reads
 */
public record Standing(
        String name,
        String state,
        String badge,
        String sentence,
        boolean over,
        Optional<Instant> startedAt,
        Optional<String> notice,
        List<Timeline.Entry> happened) {

    public Standing {
        happened = List.copyOf(happened);
    }

    /** One of which the log tells all that happened. */
    public Standing(
            String name,
            String state,
            String badge,
            String sentence,
            boolean over,
            Optional<Instant> startedAt,
            Optional<String> notice) {
        this(name, state, badge, sentence, over, startedAt, notice, List.of());
    }
}
