package io.jenkins.plugins.trainmodel.agent;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Lists the plain files of a run directory that become artifacts, each as its size in bytes, a blank, and its path with
 * slashes. Nothing else is walked: a run may leave thousands of files. Links are neither listed nor followed. What the
 * model package holds byte for byte is not listed a second time.
 */
record FindArtifacts(ArchiveChoice choice, int maximum) implements ControllerToAgentFileCallable<String[]> {

    @Override
    public String[] invoke(File directory, VirtualChannel channel) throws IOException {
        Path root = directory.toPath();
        List<String> files = new ArrayList<>();
        for (String wanted : choice.roots()) {
            Path path = root.resolve(wanted);
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !isInTheModel(root, wanted)) {
                Files.walkFileTree(path, new Visitor(root, files));
            }
        }
        return files.toArray(String[]::new);
    }

    private boolean isInTheModel(Path root, String wanted) throws IOException {
        Path file = root.resolve(wanted);
        Path twin = root.resolve("model").resolve(wanted);
        return choice.model()
                && Files.isRegularFile(file)
                && Files.isRegularFile(twin)
                && Files.mismatch(file, twin) < 0;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<String> files;

        Visitor(Path root, List<String> files) {
            this.root = root;
            this.files = files;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile()) {
                files.add(attributes.size() + " "
                        + root.relativize(file).toString().replace(File.separatorChar, '/'));
            }
            if (files.size() > maximum) {
                throw new IOException("%s holds more than %,d files to archive".formatted(root, maximum));
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
