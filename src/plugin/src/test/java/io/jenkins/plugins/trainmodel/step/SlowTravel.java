package io.jenkins.plugins.trainmodel.step;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.BuildListener;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import jenkins.model.ArtifactManager;
import jenkins.model.ArtifactManagerFactory;
import jenkins.model.ArtifactManagerFactoryDescriptor;
import jenkins.model.StandardArtifactManager;
import org.jenkinsci.plugins.workflow.flow.StashManager;
import org.jvnet.hudson.test.TestExtension;

/** Keeps artifacts as Jenkins does and no stash at all, but both take as long as a test wants, as over a slow network. */
public final class SlowTravel extends ArtifactManagerFactory {
    /** One permit for each stash that may arrive. */
    static final Semaphore STASHES = new Semaphore(0);
    /** One permit for each part of an archive that may arrive. */
    static final Semaphore PARTS = new Semaphore(0);
    /** One for each that is on its way. */
    static final Semaphore ON_THE_WAY = new Semaphore(0);

    static void reset() {
        STASHES.drainPermits();
        PARTS.drainPermits();
        ON_THE_WAY.drainPermits();
    }

    @Override
    public ArtifactManager managerFor(Run<?, ?> build) {
        return new Manager(build);
    }

    private static final class Manager extends StandardArtifactManager
            implements StashManager.StashAwareArtifactManager {
        Manager(Run<?, ?> build) {
            super(build);
        }

        @Override
        public void archive(
                FilePath workspace, Launcher launcher, BuildListener listener, Map<String, String> artifacts)
                throws IOException, InterruptedException {
            ON_THE_WAY.release();
            PARTS.acquire();
            super.archive(workspace, launcher, listener, artifacts);
        }

        @Override
        public void stash(
                String name,
                FilePath workspace,
                Launcher launcher,
                EnvVars env,
                TaskListener listener,
                String includes,
                String excludes,
                boolean useDefaultExcludes,
                boolean allowEmpty)
                throws InterruptedException {
            ON_THE_WAY.release();
            STASHES.acquire();
        }

        @Override
        public void unstash(String name, FilePath workspace, Launcher launcher, EnvVars env, TaskListener listener) {
            throw new UnsupportedOperationException("nothing is kept");
        }

        @Override
        public void clearAllStashes(TaskListener listener) {
            // nothing is kept
        }

        @Override
        public void copyAllArtifactsAndStashes(Run<?, ?> to, TaskListener listener) {
            throw new UnsupportedOperationException("nothing is kept");
        }
    }

    /** Makes it known to Jenkins. */
    @TestExtension
    public static final class DescriptorImpl extends ArtifactManagerFactoryDescriptor {}
}
