package io.jenkins.plugins.trainmodel.agent;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Whether a checkpoint of a program can be taken to another agent as it lies below a workspace: why not, in words; empty where it
 * can. A link is followed when files are stashed, so what is a link must not lead out: the checkpoint itself out of the workspace,
 * what is in it out of the checkpoint.
 */
record CheckpointTravel(String path) implements ControllerToAgentFileCallable<String> {
    private static final String FITS = "";

    @Override
    public String invoke(File directory, VirtualChannel channel) throws IOException {
        Path checkpoint = directory.toPath().resolve(path);
        if (!Files.exists(checkpoint)) {
            return "it is not there any more";
        }
        Path real = checkpoint.toRealPath();
        if (!real.startsWith(directory.toPath().toRealPath())) {
            return "it is a link out of the workspace";
        }
        Visitor visitor = new Visitor(real);
        Files.walkFileTree(real, visitor);
        if (!visitor.leadsOut.isEmpty()) {
            return visitor.leadsOut + " in it is a link out of it";
        }
        return visitor.files == 0 ? "it holds no file" : FITS;
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;
        private String leadsOut = "";
        private long files;

        Visitor(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            files++;
            if (attributes.isSymbolicLink()
                    && (!Files.exists(file) || !file.toRealPath().startsWith(root))) {
                leadsOut = root.relativize(file).toString();
                return FileVisitResult.TERMINATE;
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
