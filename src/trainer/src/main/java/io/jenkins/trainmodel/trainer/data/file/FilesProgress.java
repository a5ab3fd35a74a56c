package io.jenkins.trainmodel.trainer.data.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How far the reading of many files has come, told as that of the folder that holds them all: a name each would tell nobody how far it is. */
public final class FilesProgress implements LoadProgress {
    private final String folder;
    private final long total;
    private final LoadProgress told;

    private String file = "";
    private long before;
    private long ofFile;

    private FilesProgress(String folder, long total, LoadProgress told) {
        this.folder = folder;
        this.total = total;
        this.told = told;
    }

    /** Of files that are read in this order; one alone is told by its own name. */
    public static LoadProgress of(List<Path> files, LoadProgress told) {
        return files.size() < 2
                ? told
                : new FilesProgress(
                        folder(files).toString(),
                        files.stream().mapToLong(FilesProgress::bytes).sum(),
                        told);
    }

    private static Path folder(List<Path> files) {
        Path folder = files.get(0).toAbsolutePath();
        for (Path file : files) {
            while (!file.toAbsolutePath().startsWith(folder) && folder.getNameCount() > 1) {
                folder = folder.getParent();
            }
        }
        return folder;
    }

    /** What is wrong with a file is said when it is read. */
    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            return 0;
        }
    }

    @Override
    public void read(String source, long done, long ofSource) {
        if (!source.equals(file)) {
            before += ofFile;
            file = source;
        }
        ofFile = done;
        told.read(folder, before + done, total);
    }
}
