package io.jenkins.plugins.trainmodel.agent;

import hudson.AbortException;
import hudson.Util;
import io.jenkins.trainmodel.run.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import jenkins.model.ArtifactManager;
import jenkins.model.StandardArtifactManager;
import jenkins.util.VirtualFile;

/**
 * A model package among the artifacts, compared with its manifest. Where the controller itself keeps artifacts, byte for
 * byte; where another service keeps them, by their sizes: reading them would bring the whole model to the controller.
 */
record ArchivedModel(ArtifactManager artifacts) {
    private static final int LARGEST_MANIFEST = 16 << 20;

    /**
     * Compares.
     *
     * @param path the package among the artifacts
     * @throws AbortException if a file differs
     */
    void check(String path) throws IOException {
        VirtualFile model = artifacts.root().child(path);
        Manifest manifest = Manifest.parse(read(model.child(Manifest.FILE_NAME)));
        boolean bytes = artifacts instanceof StandardArtifactManager;
        for (Manifest.Entry entry : manifest.files()) {
            VirtualFile file = ArchiveChoice.isPlain(entry.path()) ? model.child(entry.path()) : model;
            if (!file.isFile()
                    || file.length() != entry.bytes()
                    || bytes && !sha256(file).equals(entry.sha256())) {
                throw new AbortException(
                        "%s was damaged while it was archived: it differs from the manifest".formatted(entry.path()));
            }
        }
    }

    private static byte[] read(VirtualFile file) throws IOException {
        try (InputStream in = file.open()) {
            return in.readNBytes(LARGEST_MANIFEST);
        }
    }

    private static String sha256(VirtualFile file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(file.open(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return Util.toHexString(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }
}
