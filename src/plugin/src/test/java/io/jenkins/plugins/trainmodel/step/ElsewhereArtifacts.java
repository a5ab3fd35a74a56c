package io.jenkins.plugins.trainmodel.step;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.BuildListener;
import hudson.model.Run;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import jenkins.model.ArtifactManager;
import jenkins.model.ArtifactManagerFactory;
import jenkins.model.ArtifactManagerFactoryDescriptor;
import jenkins.util.VirtualFile;
import org.jvnet.hudson.test.TestExtension;

/** Keeps artifacts where reading them costs something, as cloud storage does, and notes which files were read. */
public final class ElsewhereArtifacts extends ArtifactManagerFactory {
    static final List<String> READ = new ArrayList<>();

    @Override
    public ArtifactManager managerFor(Run<?, ?> build) {
        return new Manager();
    }

    /** Everything lies in a directory of the build that the standard manager does not look into. */
    private static final class Manager extends ArtifactManager {
        private transient File folder;

        @Override
        public void onLoad(Run<?, ?> build) {
            folder = new File(build.getRootDir(), "elsewhere");
        }

        @Override
        public void archive(
                FilePath workspace, Launcher launcher, BuildListener listener, Map<String, String> artifacts)
                throws IOException, InterruptedException {
            for (Map.Entry<String, String> artifact : artifacts.entrySet()) {
                workspace.child(artifact.getValue()).copyTo(new FilePath(new File(folder, artifact.getKey())));
            }
        }

        @Override
        public boolean delete() {
            return false;
        }

        @Override
        public VirtualFile root() {
            return new Noted(VirtualFile.forFile(folder));
        }
    }

    private static final class Noted extends VirtualFile {
        private final VirtualFile file;

        Noted(VirtualFile file) {
            this.file = file;
        }

        @Override
        public InputStream open() throws IOException {
            READ.add(file.getName());
            return file.open();
        }

        @Override
        public VirtualFile child(String name) {
            return new Noted(file.child(name));
        }

        @Override
        public VirtualFile[] list() throws IOException {
            return Arrays.stream(file.list()).map(Noted::new).toArray(VirtualFile[]::new);
        }

        @Override
        public VirtualFile getParent() {
            return new Noted(file.getParent());
        }

        @Override
        public String getName() {
            return file.getName();
        }

        @Override
        public URI toURI() {
            return file.toURI();
        }

        @Override
        public boolean isDirectory() throws IOException {
            return file.isDirectory();
        }

        @Override
        public boolean isFile() throws IOException {
            return file.isFile();
        }

        @Override
        public boolean exists() throws IOException {
            return file.exists();
        }

        @Override
        public long length() throws IOException {
            return file.length();
        }

        @Override
        public long lastModified() throws IOException {
            return file.lastModified();
        }

        @Override
        public boolean canRead() throws IOException {
            return file.canRead();
        }
    }

    /** Makes it known to the test's Jenkins. */
    @TestExtension
    public static final class DescriptorImpl extends ArtifactManagerFactoryDescriptor {
        @Override
        public String getDisplayName() {
            return "Elsewhere";
        }
    }
}
