package io.jenkins.plugins.trainmodel.agent;

import hudson.Util;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import jenkins.agents.ControllerToAgentFileCallable;

/** Jars on an agent, named by their SHA-256, which is checked whenever one is used. What nobody has used for a month goes. */
final class JarCache {
    static final String TEMPORARY = ".tmp";

    private static final Duration KEPT = Duration.ofDays(30);

    private JarCache() {}

    /** Notes that the jar is used now; false where it is not there or not what its name says. */
    record Use(String sha256) implements ControllerToAgentFileCallable<Boolean> {
        @Override
        public Boolean invoke(File jar, VirtualChannel channel) throws IOException {
            if (!holds(jar.toPath(), sha256)) {
                return false;
            }
            touch(jar.toPath());
            forgetOld(Objects.requireNonNull(jar.toPath().getParent()));
            return true;
        }
    }

    /**
     * Gives a file that has arrived its name, if it is what was sent. Several runs may bring the same one at once.
     *
     * @param jar the path that it gets
     */
    record Adopt(String sha256, String jar) implements ControllerToAgentFileCallable<Boolean> {
        @Override
        public Boolean invoke(File arrived, VirtualChannel channel) throws IOException {
            try {
                if (!holds(arrived.toPath(), sha256)) {
                    throw new IOException("The trainer's jar was damaged on its way to " + jar);
                }
                moveOver(arrived.toPath(), Path.of(jar), sha256);
            } finally {
                Files.deleteIfExists(arrived.toPath());
            }
            return true;
        }
    }

    /**
     * Links the jar to where a run sees it, or copies it where that is another file system.
     *
     * @param near the path that it gets there
     */
    record Place(String sha256, String near) implements ControllerToAgentFileCallable<Boolean> {
        @Override
        public Boolean invoke(File kept, VirtualChannel channel) throws IOException {
            Path target = Path.of(near);
            if (holds(target, sha256)) {
                touch(target);
                return false;
            }
            Path directory = Objects.requireNonNull(target.getParent());
            Files.createDirectories(directory);
            forgetOld(directory);
            Path temporary = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + TEMPORARY);
            try {
                linkOrCopy(kept.toPath(), temporary);
                moveOver(temporary, target, sha256);
            } finally {
                Files.deleteIfExists(temporary);
            }
            return true;
        }

        private static void linkOrCopy(Path kept, Path temporary) throws IOException {
            try {
                Files.createLink(temporary, kept);
            } catch (IOException | UnsupportedOperationException e) {
                Files.copy(kept, temporary);
            }
        }
    }

    private static void moveOver(Path from, Path to, String sha256) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // Windows replaces no file that is in use; another run has brought the same one then.
            if (!holds(to, sha256)) {
                throw e;
            }
        }
    }

    private static boolean holds(Path jar, String sha256) throws IOException {
        if (!Files.isRegularFile(jar)) {
            return false;
        }
        try (InputStream file = Files.newInputStream(jar);
                DigestInputStream in = new DigestInputStream(file, MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return Util.toHexString(in.getMessageDigest().digest()).equals(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    private static void touch(Path jar) {
        try {
            Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
        } catch (IOException e) {
            // Someone else's file in a shared cache: whoever owns it keeps it young.
        }
    }

    private static void forgetOld(Path directory) throws IOException {
        Instant limit = Instant.now().minus(KEPT);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.{jar,tmp}")) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NoSuchFileException | AccessDeniedException e) {
            // Another run was faster, or has the right to it.
        }
    }
}
