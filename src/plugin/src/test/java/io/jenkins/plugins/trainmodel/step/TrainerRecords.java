package io.jenkins.plugins.trainmodel.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jvnet.hudson.test.JenkinsRule;

/** What a controller keeps of the trainers that it has started and not yet seen ended. */
final class TrainerRecords {
    private TrainerRecords() {}

    static Path directory(JenkinsRule jenkins) {
        return jenkins.jenkins.getRootDir().toPath().resolve("train-model/trainers");
    }

    /** Waits until all trainers have ended. */
    static void awaitNone(JenkinsRule jenkins) throws Exception {
        while (count(jenkins) > 0) {
            Thread.sleep(100);
        }
    }

    /** Of how many trainers there are records, or the beginnings of them. */
    static long count(JenkinsRule jenkins) throws IOException {
        Path directory = directory(jenkins);
        if (Files.notExists(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }
}
