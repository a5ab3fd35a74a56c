package io.jenkins.plugins.trainmodel.planned;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The planned stops of a run for programs. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class StopApi {
    private final Optional<PlannedStop> stop;
    private final List<StopLog.Line> answered;

    StopApi(Optional<PlannedStop> stop, List<StopLog.Line> answered) {
        this.stop = stop;
        this.answered = answered;
    }

    /** Whether the run waits for an answer now. */
    @Exported
    public boolean isWaiting() {
        return stop.isPresent();
    }

    /** Since when, in milliseconds since 1970; null while it does not wait. */
    @Exported
    public Long getSince() {
        return stop.map(PlannedStop::since).orElse(null);
    }

    /** When the default answer holds; null where there is no such time. */
    @Exported
    public Long getUntil() {
        return stop.map(PlannedStop::until).filter(time -> time > 0).orElse(null);
    }

    /** What holds then; null while it does not wait. */
    @Exported
    public String getDefaultAnswer() {
        return stop.map(PlannedStop::otherwise).map(AnswerKind::word).orElse(null);
    }

    /** Complete epochs; null while it does not wait. */
    @Exported
    public Integer getEpoch() {
        return stop.map(PlannedStop::epoch).orElse(null);
    }

    /** The stops that were answered, the oldest first. */
    @Exported(inline = true)
    public List<Answered> getAnswers() {
        return answered.stream().map(Answered::new).toList();
    }

    /** One of them. */
    @ExportedBean(defaultVisibility = 2)
    public static final class Answered {
        private final StopLog.Line line;

        Answered(StopLog.Line line) {
            this.line = line;
        }

        @Exported
        public int getEpoch() {
            return line.epoch();
        }

        @Exported
        public String getAnswer() {
            return line.answer();
        }

        @Exported
        public String getBy() {
            return line.by();
        }

        @Exported
        public String getWhy() {
            return line.why();
        }

        @Exported
        public long getAt() {
            return line.at();
        }

        @Exported
        public Map<String, String> getChanges() {
            return line.changes();
        }
    }
}
