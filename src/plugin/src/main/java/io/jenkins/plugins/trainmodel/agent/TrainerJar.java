package io.jenkins.plugins.trainmodel.agent;

import hudson.FilePath;
import hudson.Util;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.slaves.WorkspaceList;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The trainer's executable jar, a resource here, which travels to an agent once a version. */
final class TrainerJar {
    private static final String RESOURCE = "train-model.jar";

    private TrainerJar() {}

    /** Computed once, when the first run starts. */
    private static final class Content {
        private static final Content INSTANCE = new Content();

        private final String sha256;
        private final long bytes;

        private Content() {
            try (DigestInputStream in = new DigestInputStream(open(), MessageDigest.getInstance("SHA-256"))) {
                bytes = in.transferTo(java.io.OutputStream.nullOutputStream());
                sha256 = Util.toHexString(in.getMessageDigest().digest());
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

    /** The jar on the workspace's agent; copied there if it is missing. */
    static FilePath on(FilePath workspace) throws IOException, InterruptedException {
        Content content = Content.INSTANCE;
        FilePath jar = cache(workspace).child(content.sha256 + ".jar");
        if (jar.length() != content.bytes) {
            copyTo(jar);
        }
        return jar;
    }

    /** Under a name of its own first, since several runs may start at once. */
    private static void copyTo(FilePath jar) throws IOException, InterruptedException {
        FilePath temporary =
                Objects.requireNonNull(jar.getParent()).child(jar.getName() + "." + UUID.randomUUID() + ".tmp");
        try (InputStream in = open()) {
            temporary.copyFrom(in);
            temporary.renameTo(jar);
        } catch (IOException e) {
            temporary.delete();
            if (jar.length() != Content.INSTANCE.bytes) {
                throw e;
            }
        }
    }

    /** In the agent's own directory where it can be written, else, as in some containers, beside the workspace. */
    private static FilePath cache(FilePath workspace) throws IOException, InterruptedException {
        Optional<FilePath> root = Optional.ofNullable(workspace.toComputer())
                .map(Computer::getNode)
                .map(Node::getRootPath);
        if (root.isPresent()) {
            FilePath cache = root.get().child("caches").child("train-model");
            try {
                cache.mkdirs();
                return cache;
            } catch (IOException e) {
                // no right to write there
            }
        }
        FilePath cache =
                Objects.requireNonNull(WorkspaceList.tempDir(workspace)).child("train-model");
        cache.mkdirs();
        return cache;
    }
}
