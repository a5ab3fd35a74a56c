package io.jenkins.plugins.trainmodel.page;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.report.Timeline;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Adds a section to the pages of runs, below what the event log tells: the plugin's own rooms add what they know. */
@Restricted(NoExternalUse.class)
public interface RunPageSection extends ExtensionPoint {

    /** An object with the view {@code section.jelly}, which is part of a page; empty where there is nothing to tell. */
    Optional<Object> of(Run<?, ?> build, TrainedRun run);

    /** An object with the view {@code question.jelly}, above the curves: what is asked of people; empty for nothing. */
    default Optional<Object> question(Run<?, ?> build, TrainedRun run) {
        return Optional.empty();
    }

    /** What is asked of people, in the order of the extensions. */
    static List<Object> questions(Run<?, ?> build, TrainedRun run) {
        return ExtensionList.lookup(RunPageSection.class).stream()
                .flatMap(section -> section.question(build, run).stream())
                .toList();
    }

    /** What belongs to the run's timeline and stands in no event log, for whoever reads it. */
    default List<Timeline.Entry> timeline(Run<?, ?> build, TrainedRun run, Audience audience) {
        return List.of();
    }

    /** All of them, in no order. */
    static List<Timeline.Entry> entries(Run<?, ?> build, TrainedRun run, Audience audience) {
        return ExtensionList.lookup(RunPageSection.class).stream()
                .flatMap(section -> section.timeline(build, run, audience).stream())
                .toList();
    }

    /** The sections that have something to tell, in the order of their extensions. */
    static List<Object> all(Run<?, ?> build, TrainedRun run) {
        return ExtensionList.lookup(RunPageSection.class).stream()
                .flatMap(section -> section.of(build, run).stream())
                .toList();
    }
}
