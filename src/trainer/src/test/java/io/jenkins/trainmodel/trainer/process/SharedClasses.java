package io.jenkins.trainmodel.trainer.process;

import io.jenkins.trainmodel.run.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The trainer's classes as the JVM keeps them in memory, which the processes of the tests share: a training of seconds
 * loads thousands of classes, and from here it takes a fifth less processor time in all. Only a process that trains to its
 * end can write them down, so one does before the first test. They lie beside the jar, and the JVM passes over those of
 * another jar.
 */
final class SharedClasses {
    private static final Optional<Path> ARCHIVE = make();

    private SharedClasses() {}

    /** The option that shares them; none on a JVM that cannot. */
    static Optional<String> option() {
        return ARCHIVE.map(archive -> "-XX:SharedArchiveFile=" + archive);
    }

    /** One process of tests makes them, and the other ones wait for it. */
    private static Optional<Path> make() {
        Path archive = TrainerProcess.jar().resolveSibling("train-model.jsa");
        Path lock = archive.resolveSibling("train-model.jsa.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            if (!isNewerThanTheJar(archive)) {
                train(archive);
            }
            return Files.exists(archive) ? Optional.of(archive) : Optional.empty();
        } catch (Exception e) {
            throw new IllegalStateException("the classes cannot be shared", e);
        }
    }

    private static boolean isNewerThanTheJar(Path archive) throws IOException {
        return Files.exists(archive)
                && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(TrainerProcess.jar())) > 0;
    }

    private static void train(Path archive) throws Exception {
        Path folder = Files.createTempDirectory("classes");
        Path unfinished = folder.resolve(archive.getFileName());
        try {
            TrainerProcess.start(
                            List.of("-XX:ArchiveClassesAtExit=" + unfinished),
                            builder -> {},
                            "run",
                            Specifications.resumable(folder, 1),
                            "--out",
                            folder.resolve("run"))
                    .await()
                    .exitsWith(0);
            if (Files.exists(unfinished)) {
                Files.move(unfinished, archive, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            DurableFiles.deleteDirectory(folder);
        }
    }
}
