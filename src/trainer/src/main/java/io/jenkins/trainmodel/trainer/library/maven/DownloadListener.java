package io.jenkins.trainmodel.trainer.library.maven;

import java.util.OptionalLong;

/** Hears of the engine's preparation, which takes long only the first time. Called from several threads. */
@FunctionalInterface
public interface DownloadListener {
    /** Says nothing to anyone. */
    DownloadListener NONE = progress -> {};

    void progress(Progress progress);

    /**
     * How far one file is.
     *
     * @param activity what happens to it
     * @param file its name
     * @param bytes done so far
     * @param total the file's size in bytes, where it is known
     * @param finished whether this is the last word on this file
     */
    record Progress(Activity activity, String file, long bytes, OptionalLong total, boolean finished) {}

    /** What can take long. */
    enum Activity {
        DOWNLOADING,
        EXTRACTING
    }
}
