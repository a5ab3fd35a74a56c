package io.jenkins.plugins.trainmodel.agent;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import jenkins.agents.ControllerToAgentFileCallable;

/** Lists the plain files below a directory: paths relative to it, with slashes. Links are neither listed nor followed. */
record ListFiles(int maximum) implements ControllerToAgentFileCallable<String[]> {

    @Override
    public String[] invoke(File directory, VirtualChannel channel) throws IOException {
        Path root = directory.toPath();
        List<String> files = new ArrayList<>();
        if (Files.isDirectory(root)) {
            Files.walkFileTree(root, new Visitor(root, files));
        }
        return files.toArray(String[]::new);
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
                files.add(root.relativize(file).toString().replace(File.separatorChar, '/'));
            }
            if (files.size() > maximum) {
                throw new IOException("%s holds more than %,d files".formatted(root, maximum));
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
