package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.Optional;

/**
 * What is known of the end of a run; all of it is void once the run is resumed.
 *
 * @param last the event that ended it, with its time
 */
record EndOfRun(
        Optional<Conclusion.Ending> ending,
        Optional<EventRecord> last,
        Optional<Conclusion.Failed> failed,
        Optional<Conclusion.Tested> tested) {
    static final EndOfRun OPEN = new EndOfRun(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    Optional<Conclusion.Finished> finished() {
        return last.map(entry -> (Conclusion.Finished) entry.event());
    }

    /** Whether an event is of the end. */
    static boolean tells(TrainingEvent event) {
        return event instanceof Conclusion.Ending
                || event instanceof Conclusion.Finished
                || event instanceof Conclusion.Failed
                || event instanceof Conclusion.Tested;
    }

    /** The end that was none, because the run goes on with this event: part of its story. */
    Optional<EventRecord> voidedBy(TrainingEvent event) {
        return event instanceof TrainingEvent.Resumed ? last : Optional.empty();
    }

    EndOfRun after(EventRecord entry) {
        TrainingEvent event = entry.event();
        if (event instanceof Conclusion.Ending newer) {
            return new EndOfRun(Optional.of(newer), last, failed, tested);
        }
        if (event instanceof Conclusion.Finished) {
            return new EndOfRun(Optional.empty(), Optional.of(entry), failed, tested);
        }
        if (event instanceof Conclusion.Failed newest) {
            return new EndOfRun(Optional.empty(), last, Optional.of(newest), tested);
        }
        if (event instanceof Conclusion.Tested test) {
            return new EndOfRun(ending, last, failed, Optional.of(test));
        }
        return event instanceof TrainingEvent.Started || event instanceof TrainingEvent.Resumed ? OPEN : this;
    }

    /** What it takes of the heap. */
    long bytes() {
        return finished().map(Footprint::of).orElse(0L)
                + tested.map(Footprint::of).orElse(0L);
    }
}
