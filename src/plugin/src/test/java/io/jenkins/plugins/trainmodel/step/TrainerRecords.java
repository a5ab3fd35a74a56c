package io.jenkins.plugins.trainmodel.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Predicate;
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

    /** Waits until all trainers of the job have ended. Those on a machine that is gone for good are remembered for days. */
    static void awaitNone(JenkinsRule jenkins, String job) throws Exception {
        while (count(jenkins, file -> contains(file, job)) > 0) {
            Thread.sleep(100);
        }
    }

    /** Of how many trainers there are records, or the beginnings of them. */
    static long count(JenkinsRule jenkins) throws IOException {
        return count(jenkins, file -> true);
    }

    private static long count(JenkinsRule jenkins, Predicate<Path> which) throws IOException {
        Path directory = directory(jenkins);
        if (Files.notExists(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(which).count();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
