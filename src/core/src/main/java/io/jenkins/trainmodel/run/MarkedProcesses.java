package io.jenkins.trainmodel.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The processes that have a variable in their environment, wherever they hang in the tree of processes: a mark that whatever a
 * program starts inherits. Found where a system shows environments, as Linux does; elsewhere there are none.
 */
public record MarkedProcesses(String variable, String value) {
    private static final Path PROCESSES = Path.of("/proc");
    private static final int LARGEST_ENVIRONMENT = 4 << 20;

    /** Those that live now, without this process; one that has ended and is still listed shows nothing. */
    public List<ProcessHandle> living() {
        List<ProcessHandle> found = new ArrayList<>();
        if (!Files.isDirectory(PROCESSES)) {
            return found;
        }
        try (DirectoryStream<Path> numbers = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : numbers) {
                if (isMarked(process)) {
                    handle(process).ifPresent(found::add);
                }
            }
        } catch (IOException | DirectoryIteratorException hidden) {
            // What was found before has the mark all the same.
            return found;
        }
        return found;
    }

    private static Optional<ProcessHandle> handle(Path process) {
        return ProcessHandle.of(Long.parseLong(PROCESSES.relativize(process).toString()))
                .filter(found -> !found.equals(ProcessHandle.current()));
    }

    /** Of other users' processes nobody can tell. */
    private boolean isMarked(Path process) {
        try (InputStream in = Files.newInputStream(process.resolve("environ"))) {
            String environment = "\0" + new String(in.readNBytes(LARGEST_ENVIRONMENT), StandardCharsets.UTF_8) + "\0";
            return environment.contains("\0" + variable + "=" + value + "\0");
        } catch (IOException gone) {
            return false;
        }
    }
}
