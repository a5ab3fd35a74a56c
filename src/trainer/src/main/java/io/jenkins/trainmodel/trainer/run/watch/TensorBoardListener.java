package io.jenkins.trainmodel.trainer.run.watch;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.trainer.tensorboard.TensorBoardWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** Writes the numbers of a run for TensorBoard: readings by metric path, and those of epochs below {@code epoch/}. */
public final class TensorBoardListener implements RunListener, AutoCloseable {
    private static final String EPOCH = "epoch/";

    private final TensorBoardWriter writer;
    /** The newest step, at which telemetry is drawn. */
    private long step;

    public TensorBoardListener(Path directory) throws IOException {
        writer = new TensorBoardWriter(directory, Clock.systemUTC());
    }

    @Override
    public void event(EventRecord entry) {
        try {
            write(entry.event(), entry.time());
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot write TensorBoard's event file", failure);
        }
    }

    private void write(TrainingEvent event, Instant time) throws IOException {
        if (event instanceof TrainingEvent.Started started) {
            writer.text(
                    "specification",
                    0,
                    time,
                    "```json\n" + started.specification().toPrettyString() + "\n```");
        } else if (event instanceof TrainingEvent.Resumed resumed) {
            resume(resumed);
        } else if (event instanceof TrainingEvent.Step reading) {
            step = reading.step();
            scalars("", reading.metrics(), time);
        } else if (event instanceof TrainingEvent.Epoch epoch) {
            step = epoch.step();
            scalars(EPOCH, epoch.metrics(), time);
            writer.flush();
        } else if (event instanceof TrainingEvent.Telemetry sample) {
            scalars("", sample.metrics(), time);
            writer.flush();
        }
    }

    private void resume(TrainingEvent.Resumed resumed) throws IOException {
        step = resumed.step();
        if (resumed.supersedes()) {
            writer.supersedeAfter(resumed.step());
        }
    }

    private void scalars(String prefix, Map<String, Double> metrics, Instant time) throws IOException {
        for (Map.Entry<String, Double> metric : metrics.entrySet()) {
            writer.scalar(prefix + metric.getKey(), step, time, metric.getValue());
        }
    }

    /** Lets readers see what was written. */
    public void flush() throws IOException {
        writer.flush();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
