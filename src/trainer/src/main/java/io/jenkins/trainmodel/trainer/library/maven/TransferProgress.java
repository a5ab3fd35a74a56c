package io.jenkins.trainmodel.trainer.library.maven;

import io.jenkins.trainmodel.trainer.library.maven.DownloadListener.Activity;
import io.jenkins.trainmodel.trainer.library.maven.DownloadListener.Progress;
import java.util.OptionalLong;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;

/** Tells a listener how far Maven Resolver's downloads are. */
final class TransferProgress extends AbstractTransferListener {
    private final DownloadListener listener;

    TransferProgress(DownloadListener listener) {
        this.listener = listener;
    }

    @Override
    public void transferProgressed(TransferEvent event) {
        tell(event, false);
    }

    @Override
    public void transferSucceeded(TransferEvent event) {
        tell(event, true);
    }

    private void tell(TransferEvent event, boolean finished) {
        String name = event.getResource().getResourceName();
        if (name.endsWith(".jar")) {
            long total = event.getResource().getContentLength();
            listener.progress(new Progress(
                    Activity.DOWNLOADING,
                    name.substring(name.lastIndexOf('/') + 1),
                    event.getTransferredBytes(),
                    total > 0 ? OptionalLong.of(total) : OptionalLong.empty(),
                    finished));
        }
    }
}
