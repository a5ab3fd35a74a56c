package io.jenkins.plugins.trainmodel.step;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.scm.ChangeLogParser;
import hudson.scm.NullChangeLogParser;
import hudson.scm.SCM;
import hudson.scm.SCMDescriptor;
import hudson.scm.SCMRevisionState;
import java.io.File;
import java.io.IOException;
import org.jvnet.hudson.test.TestExtension;

/** A repository that is a folder. As with git, a checkout leaves files alone that it does not know. */
public final class FolderScm extends SCM {
    private final String folder;

    FolderScm(File folder) {
        this.folder = folder.getPath();
    }

    @Override
    public void checkout(
            Run<?, ?> build,
            Launcher launcher,
            FilePath workspace,
            TaskListener listener,
            File changelog,
            SCMRevisionState baseline)
            throws IOException, InterruptedException {
        new FilePath(new File(folder)).copyRecursiveTo("**", workspace);
    }

    @Override
    public ChangeLogParser createChangeLogParser() {
        return NullChangeLogParser.INSTANCE;
    }

    /** Makes it known to the test's Jenkins. */
    @TestExtension
    public static final class DescriptorImpl extends SCMDescriptor<FolderScm> {
        public DescriptorImpl() {
            super(null);
        }

        @Override
        public String getDisplayName() {
            return "A folder";
        }
    }
}
