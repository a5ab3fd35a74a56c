package io.jenkins.plugins.trainmodel.registry;

import io.jenkins.plugins.trainmodel.delivery.ForbiddenAddressException;
import io.jenkins.trainmodel.run.Manifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import jenkins.util.VirtualFile;

/**
 * A model package among a build's artifacts, wherever those are kept. It is read as it is sent, a small piece at a time, and
 * compared with its manifest on the way.
 */
record ArchivedPackage(VirtualFile directory) {
    private static final int LARGEST_MANIFEST = 16 << 20;
    private static final int MOST_FILES = 10_000;

    /** Where files are sent. */
    @FunctionalInterface
    interface Destination {
        void put(String path, InputStream file, long bytes)
                throws IOException, InterruptedException, ForbiddenAddressException;
    }

    /**
     * Sends all files, the manifest last.
     *
     * @throws PackageException if the package is not there, not complete or not what its manifest says
     */
    void send(Destination destination)
            throws IOException, InterruptedException, ForbiddenAddressException, PackageException {
        byte[] list = manifest();
        List<Manifest.Entry> entries = parse(list).files();
        for (Manifest.Entry entry : entries) {
            send(entry, destination);
        }
        destination.put(Manifest.FILE_NAME, new ByteArrayInputStream(list), list.length);
    }

    private byte[] manifest() throws IOException, PackageException {
        VirtualFile file = directory.child(Manifest.FILE_NAME);
        if (!file.isFile()) {
            throw new PackageException("there is no model package among the build's artifacts");
        }
        try (InputStream in = file.open()) {
            return in.readNBytes(LARGEST_MANIFEST);
        }
    }

    private static Manifest parse(byte[] json) throws PackageException {
        try {
            Manifest manifest = Manifest.parse(json);
            if (manifest.files().size() <= MOST_FILES
                    && manifest.files().stream().allMatch(entry -> isPlain(entry.path()))) {
                return manifest;
            }
        } catch (IOException e) {
            throw new PackageException("its " + e.getMessage());
        }
        throw new PackageException("its manifest.json names a path that leads out of it, or too many");
    }

    private static boolean isPlain(String path) {
        return !path.isEmpty()
                && !path.startsWith("/")
                && path.indexOf('\\') < 0
                && !List.of(path.split("/")).contains("..");
    }

    private void send(Manifest.Entry entry, Destination destination)
            throws IOException, InterruptedException, ForbiddenAddressException, PackageException {
        VirtualFile file = directory.child(entry.path());
        if (!file.isFile() || file.length() != entry.bytes()) {
            throw new PackageException(entry.path() + " is missing or has another size than the manifest says");
        }
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(file.open(), digest)) {
            destination.put(entry.path(), in, entry.bytes());
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(entry.sha256())) {
            throw new PackageException(entry.path() + " is not what the manifest says");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
