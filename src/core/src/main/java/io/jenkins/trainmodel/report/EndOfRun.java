package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.Optional;

/** What is known of the end of a run; all of it is void once the run is resumed. */
record EndOfRun(
        Optional<TrainingEvent.Ending> ending,
        Optional<TrainingEvent.Finished> finished,
        Optional<TrainingEvent.Failed> failed,
        Optional<TrainingEvent.Tested> tested) {
    static final EndOfRun OPEN = new EndOfRun(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether an event is of the end. */
    static boolean tells(TrainingEvent event) {
        return event instanceof TrainingEvent.Ending
                || event instanceof TrainingEvent.Finished
                || event instanceof TrainingEvent.Failed
                || event instanceof TrainingEvent.Tested;
    }

    EndOfRun after(TrainingEvent event) {
        if (event instanceof TrainingEvent.Ending newer) {
            return new EndOfRun(Optional.of(newer), finished, failed, tested);
        }
        if (event instanceof TrainingEvent.Finished last) {
            return new EndOfRun(Optional.empty(), Optional.of(last), failed, tested);
        }
        if (event instanceof TrainingEvent.Failed last) {
            return new EndOfRun(Optional.empty(), finished, Optional.of(last), tested);
        }
        if (event instanceof TrainingEvent.Tested test) {
            return new EndOfRun(ending, finished, failed, Optional.of(test));
        }
        return event instanceof TrainingEvent.Started || event instanceof TrainingEvent.Resumed ? OPEN : this;
    }

    /** What it takes of the heap. */
    long bytes() {
        return finished.map(Footprint::of).orElse(0L)
                + tested.map(Footprint::of).orElse(0L);
    }
}
