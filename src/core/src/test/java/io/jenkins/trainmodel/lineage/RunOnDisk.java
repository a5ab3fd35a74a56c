package io.jenkins.trainmodel.lineage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventWriter;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run directory whose log tells a made-up training of ten steps and a second an epoch. */
final class RunOnDisk {
    private static final int STEPS = 10;

    private final Path directory;
    private final EventWriter writer;

    RunOnDisk(Path parent, String name) throws IOException {
        directory = Files.createDirectories(parent.resolve(name));
        writer = EventWriter.open(directory.resolve("events.jsonl"));
        write(new TrainingEvent.Started(
                name + "-id",
                name,
                JsonNodeFactory.instance.objectNode(),
                Map.of("host", "gpu-1"),
                100,
                10,
                STEPS,
                Optional.empty(),
                1,
                1,
                Optional.empty()));
    }

    /** The lineage of the runs in these places. */
    static Lineage lineage(Path... places) throws IOException {
        List<FoundRun> found = new ArrayList<>();
        for (Path place : places) {
            found.add(FoundRun.read(place));
        }
        return Lineage.of(found);
    }

    RunOnDisk write(TrainingEvent event) throws IOException {
        writer.write(event);
        return this;
    }

    RunOnDisk began(String from, String warmStart, int epoch) throws IOException {
        return write(new Provenance.Began(
                from,
                "/runs/" + from,
                from + "-id",
                warmStart,
                Optional.of(epoch),
                Optional.of((long) epoch * STEPS),
                1,
                List.of(),
                List.of()));
    }

    /** Epochs whose loss is given by their number. */
    RunOnDisk epochs(int from, int to, double loss) throws IOException {
        for (int epoch = from; epoch <= to; epoch++) {
            long step = (long) epoch * STEPS;
            write(new TrainingEvent.Step(epoch, step - 5, epoch - 0.5, Map.of("train/loss", loss / epoch)));
            write(new TrainingEvent.Epoch(
                    epoch,
                    step,
                    epoch,
                    Map.of("train/loss", loss / epoch, "validation/loss", loss / epoch),
                    Map.of(),
                    Optional.empty(),
                    Optional.of(new Best("validation/loss", epoch, loss / epoch))));
        }
        return this;
    }

    RunOnDisk resumed(int epoch, boolean supersedes, String host) throws IOException {
        return write(new TrainingEvent.Resumed(
                "%06d".formatted(epoch),
                epoch,
                (long) epoch * STEPS,
                epoch,
                supersedes,
                Map.of("host", host),
                Optional.empty()));
    }

    /** All epochs from the first on, and the end behind them. */
    Path trained(int epochs, double loss) throws IOException {
        return epochs(1, epochs, loss).finished(epochs);
    }

    Path finished(int epoch) throws IOException {
        write(new Conclusion.Finished(
                Outcome.SUCCESS,
                "maxEpochs",
                List.of(),
                epoch,
                (long) epoch * STEPS,
                epoch,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty()));
        writer.close();
        return directory;
    }
}
