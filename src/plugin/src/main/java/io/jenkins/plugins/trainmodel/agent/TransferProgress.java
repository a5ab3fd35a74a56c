package io.jenkins.plugins.trainmodel.agent;

import java.io.IOException;

/** Hears how much of a transfer is done, from the thread that transfers. What it throws ends the transfer. */
@FunctionalInterface
public interface TransferProgress {
    void moved(long bytesDone, long bytesInAll) throws IOException, InterruptedException;
}
