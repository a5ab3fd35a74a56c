package io.jenkins.plugins.trainmodel.agent;

import hudson.FilePath;
import io.jenkins.trainmodel.run.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import jenkins.util.VirtualFile;

/**
 * Brings an archived model package to a run's agent, from wherever artifacts are kept: straight from there where the store
 * gives an address, else through the controller. What has arrived is compared with its manifest, on the agent.
 *
 * @param target the directory on the agent that the package becomes
 */
public record PackageDelivery(VirtualFile model, FilePath target) {
    private static final int LARGEST_MANIFEST = 16 << 20;
    private static final int MOST_FILES = 10_000;

    /**
     * Brings it.
     *
     * @return what is wrong with the package, one sentence; empty: it is there, complete and unchanged
     * @throws IOException if it cannot travel
     */
    public Optional<String> bring(TransferProgress progress) throws IOException, InterruptedException {
        VirtualFile list = model.child(Manifest.FILE_NAME);
        if (!list.isFile()) {
            return Optional.of("there is no model package among the artifacts");
        }
        byte[] json = read(list);
        Optional<Manifest> manifest = parse(json);
        if (manifest.isEmpty()) {
            return Optional.of("its manifest.json cannot be read");
        }
        Optional<String> problem = bring(manifest.get(), progress);
        if (problem.isPresent()) {
            return problem;
        }
        target.child(Manifest.FILE_NAME).act(new WriteFile(json));
        String[] problems = target.act(new VerifyPackage());
        return problems.length == 0 ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    private static byte[] read(VirtualFile file) throws IOException {
        try (InputStream in = file.open()) {
            return in.readNBytes(LARGEST_MANIFEST);
        }
    }

    private static Optional<Manifest> parse(byte[] json) {
        try {
            return Optional.of(Manifest.parse(json))
                    .filter(manifest -> manifest.files().size() <= MOST_FILES);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<String> bring(Manifest manifest, TransferProgress progress)
            throws IOException, InterruptedException {
        long inAll = manifest.files().stream().mapToLong(Manifest.Entry::bytes).sum();
        long done = 0;
        progress.moved(done, inAll);
        for (Manifest.Entry entry : manifest.files()) {
            if (!ArchiveChoice.isPlain(entry.path())) {
                return Optional.of("its manifest names a path that leads out of it");
            }
            VirtualFile file = model.child(entry.path());
            if (!file.isFile() || file.length() != entry.bytes()) {
                return Optional.of(entry.path() + " is missing or has another size than the manifest says");
            }
            bring(file, target.child(entry.path()));
            done += entry.bytes();
            progress.moved(done, inAll);
        }
        return Optional.empty();
    }

    private static void bring(VirtualFile file, FilePath place) throws IOException, InterruptedException {
        URL address = file.toExternalURL();
        if (address != null) {
            place.act(new Download(address.toExternalForm().getBytes(StandardCharsets.UTF_8), file.length()));
            return;
        }
        try (InputStream in = file.open()) {
            place.copyFrom(in);
        }
    }
}
