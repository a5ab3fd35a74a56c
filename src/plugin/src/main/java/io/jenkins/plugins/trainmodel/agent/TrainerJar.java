package io.jenkins.plugins.trainmodel.agent;

import hudson.FilePath;
import hudson.Util;
import hudson.model.Computer;
import hudson.model.Node;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The trainer's executable jar, a resource here. It travels to an agent once a version, into the agent's own directory, and
 * is linked or copied from there to the workspace's side: a container sees the workspace and what is beside it, and no more.
 */
final class TrainerJar {
    private static final String RESOURCE = "train-model.jar";

    private TrainerJar() {}

    /** Computed once, when the first run starts. */
    private static final class Content {
        private static final String SHA256 = compute();

        private static String compute() {
            try (DigestInputStream in = new DigestInputStream(open(), MessageDigest.getInstance("SHA-256"))) {
                in.transferTo(OutputStream.nullOutputStream());
                return Util.toHexString(in.getMessageDigest().digest());
            } catch (IOException | NoSuchAlgorithmException e) {
                throw new IllegalStateException("The trainer's jar cannot be read from the plugin", e);
            }
        }
    }

    private static InputStream open() throws IOException {
        InputStream in = TrainerJar.class.getResourceAsStream(RESOURCE);
        if (in == null) {
            throw new FileNotFoundException("the plugin does not contain " + RESOURCE);
        }
        return in;
    }

    /** The SHA-256 of this version. */
    static String sha256() {
        return Content.SHA256;
    }

    /**
     * The jar where a process of the workspace sees it.
     *
     * @param side the plugin's directory beside the workspace
     */
    static FilePath on(FilePath workspace, FilePath side) throws IOException, InterruptedException {
        FilePath near = side.child(sha256() + ".jar");
        Optional<FilePath> cache = cache(workspace);
        if (cache.isEmpty()) {
            bring(near);
        } else {
            FilePath kept = cache.get().child(near.getName());
            bring(kept);
            kept.act(new JarCache.Place(sha256(), near.getRemote()));
        }
        return near;
    }

    /** What stands under the right name is compared byte by byte, since other jobs can write there too. */
    private static void bring(FilePath jar) throws IOException, InterruptedException {
        if (jar.act(new JarCache.Use(sha256()))) {
            return;
        }
        FilePath arrived = Objects.requireNonNull(jar.getParent())
                .child(jar.getName() + "." + UUID.randomUUID() + JarCache.TEMPORARY);
        try (InputStream in = open()) {
            arrived.copyFrom(in);
        }
        arrived.act(new JarCache.Adopt(sha256(), jar.getRemote()));
    }

    /** The agent's own directory, where it can be written. */
    private static Optional<FilePath> cache(FilePath workspace) throws InterruptedException {
        Optional<FilePath> root = Optional.ofNullable(workspace.toComputer())
                .map(Computer::getNode)
                .map(Node::getRootPath);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        FilePath cache = root.get().child("caches").child("train-model");
        try {
            cache.mkdirs();
            return Optional.of(cache);
        } catch (IOException e) {
            // No right to write there, as in some pods.
            return Optional.empty();
        }
    }
}
