package example;

import io.jenkins.trainmodel.own.Callback;
import io.jenkins.trainmodel.own.Moment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes what happens into {@code chronicle.txt} in the run directory, and counts the steps over all resumes. */
public final class Chronicle implements Callback {
    private Path file;
    private long steps;

    @Override
    public String name() {
        return "chronicle";
    }

    @Override
    public void started(Path directory, boolean resumed) {
        file = directory.resolve("chronicle.txt");
        write(resumed ? "resumed after " + steps + " steps" : "started");
    }

    @Override
    public void step(Moment moment) {
        steps++;
    }

    @Override
    public void epoch(Moment moment) {
        write("epoch " + moment.epoch() + ": " + steps + " steps, loss " + moment.metric("validation/loss"));
    }

    @Override
    public void checkpoint(Path checkpoint) {
        write("checkpoint " + checkpoint.getFileName());
    }

    @Override
    public void milestone(Moment moment) {
        write("milestone after epoch " + moment.epoch());
    }

    @Override
    public void ended(String outcome, String reason) {
        write("ended as " + outcome + ": " + reason);
    }

    private void write(String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public byte[] save() {
        return ByteBuffer.allocate(Long.BYTES).putLong(steps).array();
    }

    @Override
    public void restore(byte[] saved) {
        steps = ByteBuffer.wrap(saved).getLong();
    }
}
