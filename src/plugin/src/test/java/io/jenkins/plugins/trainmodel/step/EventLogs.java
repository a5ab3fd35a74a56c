package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** What must hold of a run's event log, whatever happened meanwhile. */
final class EventLogs {
    private static final Pattern EPOCH = Pattern.compile("\\] epoch (\\d+)[/: ]");

    private EventLogs() {}

    /** What has happened to the newest run of a build. */
    static List<TrainingEvent> ofNewestRun(Run<?, ?> build) {
        TrainingBuildAction training = TrainingBuildAction.of(build);
        TrainedRun newest = training.getRuns().get(training.getRuns().size() - 1);
        try {
            return EventReader.readAll(training.eventLog(newest.getId())).stream()
                    .map(EventRecord::event)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
        assertThat(records.get(records.size() - 1).event()).isInstanceOf(Conclusion.Finished.class);
    }

    /** The epochs that stand on the console grow, so that none is told twice. Of long runs not every one is told. */
    static void assertToldOnce(List<String> console) {
        assertThat(told(console)).isNotEmpty().isSorted().doesNotHaveDuplicates();
    }

    /** The epochs that stand on the console. */
    static List<Integer> told(List<String> console) {
        return console.stream().map(EventLogs::epoch).filter(epoch -> epoch > 0).toList();
    }

    private static int epoch(String line) {
        Matcher epoch = EPOCH.matcher(line);
        return epoch.find() ? Integer.parseInt(epoch.group(1)) : 0;
    }
}
