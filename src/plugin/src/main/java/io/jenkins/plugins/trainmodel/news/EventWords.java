package io.jenkins.plugins.trainmodel.news;

import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.words.Narration;
import java.util.ArrayList;
import java.util.List;

/** What the events of a run say on consoles: as the trainer prints it, and in the language of the controller. */
public final class EventWords {
    private final Narration printing = new Narration();
    private final Narration speaking = new Narration(Reader.audience());
    private final List<String> printed = new ArrayList<>();
    private final List<String> spoken = new ArrayList<>();

    /**
     * The same lines twice.
     *
     * @param printed as the trainer prints them
     * @param spoken as people read them
     */
    public record Lines(List<String> printed, List<String> spoken) {
        public Lines {
            printed = List.copyOf(printed);
            spoken = List.copyOf(spoken);
        }
    }

    /** What this event says, for narrations remember what came before; nobody has told it yet. */
    public Lines of(EventRecord event) {
        return new Lines(printing.tell(event), speaking.tell(event));
    }

    /** Keeps lines until they are told. */
    public void keep(Lines lines) {
        printed.addAll(lines.printed());
        spoken.addAll(lines.spoken());
    }

    /** The lines that people are to read now. */
    public Lines take() {
        Lines lines = new Lines(printed, spoken);
        printed.clear();
        spoken.clear();
        return lines;
    }
}
