package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.BuildListener;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.agent.StoredFile;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jenkins.model.ArtifactManager;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.model.ArtifactManagerFactory;
import jenkins.model.ArtifactManagerFactoryDescriptor;
import jenkins.util.VirtualFile;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a run leaves among the artifacts of its build: one folder, each thing once. */
@WithJenkins
class ArtifactsITest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.waitOnline(jenkins.createSlave("gpu", "gpu", null));
    }

    @AfterEach
    void keepArtifactsHereAgain() throws Exception {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().clear();
    }

    @Test
    void shouldArchiveOneFolderWithTheLogAndNothingTwice() throws Exception {
        WorkflowRun build = train("trainModel spec: 'train.yaml'");

        List<String> files = artifacts(build);
        assertThat(files)
                .allMatch(file -> file.startsWith("train-model/digits/"))
                .contains(
                        "train-model/digits/train.log",
                        "train-model/digits/console.txt",
                        "train-model/digits/report.html",
                        "train-model/digits/report.json",
                        "train-model/digits/model/manifest.json",
                        "train-model/digits/model/metrics.csv")
                .doesNotContain("train-model/digits/metrics.csv")
                .noneMatch(file -> file.contains("tensorboard") || file.endsWith("events.jsonl"));
        assertThat(read(build, "train-model/digits/console.txt")).contains("epoch");
    }

    @Test
    void shouldArchiveWhatIsAskedForBesides() throws Exception {
        WorkflowRun build =
                train("trainModel spec: 'train.yaml', archive: false, logs: false, events: true, tensorboard: true");

        List<String> files = artifacts(build);
        assertThat(files)
                .contains(
                        "train-model/digits/report.html",
                        "train-model/digits/metrics.csv",
                        "train-model/digits/events.jsonl")
                .anyMatch(file -> file.startsWith("train-model/digits/tensorboard/"))
                .noneMatch(file -> file.contains("/model/") || file.endsWith(".log") || file.endsWith("console.txt"));
    }

    @Test
    void shouldNotReadTheModelBackFromWhereReadingIsDear() throws Exception {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new ElsewhereArtifacts());
        ElsewhereArtifacts.READ.clear();

        WorkflowRun build = train("trainModel spec: 'train.yaml'");

        assertThat(ElsewhereArtifacts.READ).containsOnly("manifest.json");
        assertThat(artifacts(build)).contains("train-model/digits/model/model.pt");
    }

    private static List<String> artifacts(WorkflowRun build) throws Exception {
        List<String> files = new ArrayList<>(build.getArtifactManager().root().list("**", null, true));
        files.sort(null);
        return files;
    }

    private static String read(WorkflowRun build, String path) throws Exception {
        VirtualFile file = build.getArtifactManager().root().child(path);
        try (var in = file.open()) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static WorkflowRun train(String step) throws Exception {
        WorkflowJob job = Digits.job(jenkins, "node('gpu') {\n" + Digits.write("maxEpochs: 2") + step + "\n}");
        return jenkins.buildAndAssertStatus(Result.SUCCESS, job);
    }

    /** Keeps artifacts where reading them costs something, as cloud storage does, and notes which files were read. */
    public static final class ElsewhereArtifacts extends ArtifactManagerFactory {
        static final List<String> READ = new ArrayList<>();

        @Override
        public ArtifactManager managerFor(Run<?, ?> build) {
            return new Manager(build);
        }

        /** Everything lies in a directory of the build that the standard manager does not look into. */
        private static final class Manager extends ArtifactManager {
            private transient File folder;

            Manager(Run<?, ?> build) {
                onLoad(build);
            }

            @Override
            public final void onLoad(Run<?, ?> build) {
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
                return new Noted(folder);
            }
        }

        private static final class Noted extends StoredFile {
            Noted(File file) {
                super(file);
            }

            @Override
            protected VirtualFile stored(File other) {
                return new Noted(other);
            }

            @Override
            public InputStream open() throws IOException {
                READ.add(file.getName());
                return new FileInputStream(file);
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
}
