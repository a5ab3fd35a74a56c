package io.jenkins.trainmodel.trainer.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.tree.SpecOverride;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.trainer.run.RunRequest;
import io.jenkins.trainmodel.trainer.run.TrainingRun;
import io.jenkins.trainmodel.trainer.run.context.Interruption;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A whole run, from the specification to its end.
 *
 * @param finished its last event
 * @param epochs all of them
 * @param seconds of training
 */
record Training(Conclusion.Finished finished, List<TrainingEvent.Epoch> epochs, double seconds) {
    static final Path EXAMPLES = Path.of("..", "..", "docs", "examples");

    /**
     * Runs an example of the documents, with some keys changed.
     *
     * @param file its specification, below the folder of examples
     */
    static Training ofExample(String file, Path folder, String... changes) throws Exception {
        List<SpecOverride> overrides = Stream.of(changes).map(SpecOverride::set).toList();
        return of(new SpecReader().read(EXAMPLES.resolve(file), overrides), folder);
    }

    /** Runs a specification whose paths are relative to the folder. */
    static Training of(String specification, Path folder) throws Exception {
        return of(new SpecReader().read("train.yaml", specification, folder, List.of()), folder);
    }

    private static Training of(TrainingSpec spec, Path folder) throws Exception {
        List<TrainingEvent.Epoch> epochs = new ArrayList<>();
        RunRequest request = new RunRequest(spec, folder.resolve("run"), false, "", "results", Instant.now());
        Conclusion.Finished finished = new TrainingRun(request, new Interruption(), List.of(new RunListener() {
                    @Override
                    public void event(EventRecord entry) {
                        if (entry.event() instanceof TrainingEvent.Epoch epoch) {
                            epochs.add(epoch);
                        }
                    }
                }))
                .run();
        assertThat(finished.outcome()).isEqualTo(Outcome.SUCCESS);
        return new Training(finished, epochs, finished.elapsedSeconds());
    }

    /** The best that an epoch reached. */
    double highest(String metric) {
        return epochs.stream()
                .mapToDouble(epoch -> epoch.metrics().get(metric))
                .max()
                .orElseThrow();
    }

    /** The last epoch's. */
    double last(String metric) {
        return epochs.get(epochs.size() - 1).metrics().get(metric);
    }

    /** That of the model which was kept. */
    double kept(String metric) {
        int epoch = finished.modelEpoch().orElseThrow();
        return epochs.stream()
                .filter(reached -> reached.epoch() == epoch)
                .mapToDouble(reached -> reached.metrics().get(metric))
                .findFirst()
                .orElseThrow();
    }
}
