package io.jenkins.trainmodel.trainer.data.file;

/** Is told how far reading has come, often enough for a progress bar, on the thread that reads. */
@FunctionalInterface
public interface LoadProgress {
    /** Listens to nothing. */
    LoadProgress NONE = (source, done, total) -> {};

    /**
     * Some more was read.
     *
     * @param source the file or folder
     * @param done bytes or images read so far
     * @param total of how many
     */
    void read(String source, long done, long total);
}
