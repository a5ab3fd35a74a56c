package io.jenkins.plugins.trainmodel.planned;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.Moment;
import io.jenkins.plugins.trainmodel.page.RunPageSection;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.plugins.trainmodel.steer.KeyField;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.report.Timeline;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The planned stops on the page of a run: the question that waits for an answer, and the answers that were given. */
@Restricted(NoExternalUse.class)
public final class PlannedStopSection {
    private final Run<?, ?> build;
    private final TrainedRun run;
    private final Optional<PlannedStop> stop;

    private PlannedStopSection(Run<?, ?> build, TrainedRun run) {
        this.build = build;
        this.run = run;
        this.stop = new AnswerDesk(build, run).stop();
    }

    /** Whether the run waits. */
    public boolean isWaiting() {
        return stop.isPresent();
    }

    /** Where the form goes, below Jenkins' own address. */
    public String getAddress() {
        return build.getUrl() + "train-model-answer/" + run.getId() + "/answer";
    }

    /** Complete epochs. */
    public int getEpoch() {
        return stop.map(PlannedStop::epoch).orElse(0);
    }

    /** Since when it waits; null while it does not. */
    public Moment getSince() {
        return stop.map(PlannedStop::began).map(Moment::new).orElse(null);
    }

    /** When the default answer holds; null where there is no such time. */
    public Moment getUntil() {
        return stop.flatMap(PlannedStop::ends).map(Moment::new).orElse(null);
    }

    /** What holds then. */
    public String getOtherwise() {
        return stop.map(PlannedStop::otherwise)
                .map(kind -> new AnswerWords(Reader.audience()).of(kind.word()))
                .orElse("");
    }

    /** Whether who looks may answer. */
    public boolean isAnswerable() {
        return build.hasPermission(Item.CANCEL);
    }

    /** Whether who looks may change values as well. */
    public boolean isChangeable() {
        return isAnswerable() && build.hasPermission(Item.CONFIGURE);
    }

    /** The values that may be others when the run goes on. */
    public List<KeyField> getFields() throws IOException {
        return new AnswerDesk(build, run).fields();
    }

    /** The answers that were given, the oldest first. */
    public List<Row> getRows() {
        return StopLog.of(build, run.getId()).stream().map(Row::new).toList();
    }

    /** An answer for people. */
    public static final class Row {
        private final StopLog.Line line;

        Row(StopLog.Line line) {
            this.line = line;
        }

        public int getEpoch() {
            return line.epoch();
        }

        public String getAnswer() {
            return new AnswerWords(Reader.audience()).of(line.answer());
        }

        public String getBy() {
            return new AnswerWords(Reader.audience()).by(line);
        }

        public String getWhy() {
            return line.why();
        }

        public Moment getTime() {
            return Moment.of(line.at());
        }

        /** Key and value of each change. */
        public String getChanges() {
            return AnswerWords.changes(line);
        }
    }

    /** Adds it where there is a question or an answer. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class Factory implements RunPageSection {
        @Override
        public Optional<Object> of(Run<?, ?> build, TrainedRun run) {
            PlannedStopSection section = new PlannedStopSection(build, run);
            return section.getRows().isEmpty() ? Optional.empty() : Optional.of(section);
        }

        @Override
        public Optional<Object> question(Run<?, ?> build, TrainedRun run) {
            return Optional.of(new PlannedStopSection(build, run));
        }

        @Override
        public List<Timeline.Entry> timeline(Run<?, ?> build, TrainedRun run, Audience audience) {
            return new StopTimeline(audience).of(build, run);
        }
    }
}
