package io.jenkins.trainmodel.trainer.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** {@code disk/free}: the bytes that can still be written to the file system of a directory. */
final class DiskSensor implements Sensor {
    private final Path directory;

    DiskSensor(Path directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return "free space at " + directory;
    }

    @Override
    public void read(Map<String, Double> metrics) throws IOException {
        metrics.put("disk/free", (double) Files.getFileStore(directory).getUsableSpace());
    }
}
