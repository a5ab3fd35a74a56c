package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/** What must hold of a run's event log, whatever happened meanwhile. */
final class EventLogs {
    private EventLogs() {}

    /** Every event is there, once; one process wrote them all. */
    static void assertUnbroken(Path log) throws IOException {
        List<EventRecord> records = EventReader.readAll(log);
        assertThat(records)
                .extracting(EventRecord::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, records.size()).boxed().toList());
        assertThat(records)
                .extracting(EventRecord::event)
                .filteredOn(event -> event instanceof TrainingEvent.Started || event instanceof TrainingEvent.Resumed)
                .hasSize(1);
        assertThat(records.get(records.size() - 1).event()).isInstanceOf(TrainingEvent.Finished.class);
    }

    /** Every epoch stands on the console, and none twice. */
    static void assertToldOnce(Path log, List<String> console) throws IOException {
        assertThat(told(console)).isNotEmpty().isEqualTo(epochs(log));
    }

    private static List<Integer> epochs(Path log) throws IOException {
        return EventReader.readAll(log).stream()
                .map(EventRecord::event)
                .filter(TrainingEvent.Epoch.class::isInstance)
                .map(event -> ((TrainingEvent.Epoch) event).epoch())
                .toList();
    }

    /** The epochs that stand on the console. */
    static List<Integer> told(List<String> console) {
        return console.stream().map(EventLogs::epoch).filter(epoch -> epoch > 0).toList();
    }

    private static int epoch(String line) {
        java.util.regex.Matcher epoch =
                java.util.regex.Pattern.compile("\\] epoch (\\d+)[: ]").matcher(line);
        return epoch.find() ? Integer.parseInt(epoch.group(1)) : 0;
    }
}
