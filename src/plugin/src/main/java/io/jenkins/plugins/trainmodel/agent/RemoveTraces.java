package io.jenkins.plugins.trainmodel.agent;

import hudson.Util;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Removes a run's own directory beside the workspace, and the one in which its process was started, which is known by a script
 * that names the first. For who has no other handle of the process any more.
 */
record RemoveTraces() implements ControllerToAgentFileCallable<Boolean> {
    private static final List<String> SCRIPTS = List.of("script.sh", "jenkins-main.bat", "jenkins-wrap.bat");
    private static final int LARGEST_SCRIPT = 1 << 16;

    @Override
    public Boolean invoke(File scratch, VirtualChannel channel) throws IOException, InterruptedException {
        Path own = scratch.toPath();
        Path beside = own.toAbsolutePath().getParent();
        if (beside != null && Files.isDirectory(beside, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> directories = Files.newDirectoryStream(beside, "durable-*")) {
                for (Path directory : directories) {
                    if (hasStarted(directory, scratch.getName())) {
                        Util.deleteRecursive(takenAside(directory, own).toFile());
                    }
                }
            }
        }
        Util.deleteRecursive(scratch);
        return true;
    }

    /**
     * The directory under another name, so that the wrapper of a process that has just ended, which still writes there under the
     * name that it knows, writes nothing into what is being removed. It lies among what is removed in any case from then on.
     */
    private static Path takenAside(Path directory, Path own) throws IOException {
        if (!Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(own);
        }
        try {
            return Files.move(directory, own.resolve(directory.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException held) {
            // As on Windows, where a file in it is open; there it is removed under its own name, or later.
            return directory;
        }
    }

    private static boolean hasStarted(Path directory, String key) throws IOException {
        for (String name : SCRIPTS) {
            Path script = directory.resolve(name);
            if (Files.isRegularFile(script, LinkOption.NOFOLLOW_LINKS)
                    && Files.size(script) <= LARGEST_SCRIPT
                    && new String(Files.readAllBytes(script), StandardCharsets.ISO_8859_1).contains(key)) {
                return true;
            }
        }
        return false;
    }
}
