package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.scm.ChangeLogParser;
import hudson.scm.NullChangeLogParser;
import hudson.scm.SCM;
import hudson.scm.SCMDescriptor;
import hudson.scm.SCMRevisionState;
import io.jenkins.plugins.trainmodel.OneJenkinsTest;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.TestExtension;

/** The Pipelines that the documentation ships, night after night, in a workspace that keeps what nobody removes. */
class ShippedPipelinesITest extends OneJenkinsTest {
    private static final int NIGHTS = 5;
    private static final int ROWS = 300;

    @TempDir
    private Path repository;

    @BeforeAll
    static void createAgent() throws Exception {
        jenkins.waitOnline(jenkins.createSlave("gpu", "gpu", null));
    }

    @BeforeEach
    void copyExamples() throws IOException {
        for (String file : List.of("pipelines/nightly.jenkinsfile", "pipelines/compare.jenkinsfile")) {
            Path copy = repository.resolve("docs/examples").resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(Digits.directory().resolveSibling(file), copy, StandardCopyOption.REPLACE_EXISTING);
        }
        Path digits = Files.createDirectories(repository.resolve("docs/examples/digits"));
        String specification = Digits.specification("maxEpochs: 2").replaceAll("path: '[^']*'", "path: digits.csv");
        Files.writeString(digits.resolve("train.yaml"), specification);
    }

    @ParameterizedTest
    @CsvSource({"nightly,1", "compare,3"})
    @Timeout(600)
    void shouldTrainEveryNightOnThatNightsData(String example, int runs) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, example);
        job.setDefinition(new CpsScmFlowDefinition(
                new FolderScm(repository.toFile()), "docs/examples/pipelines/" + example + ".jenkinsfile"));
        Set<Object> results = new HashSet<>();

        for (int night = 1; night <= NIGHTS; night++) {
            writeDataOf(night);
            WorkflowRun build = jenkins.buildAndAssertStatus(Result.SUCCESS, job);
            results.add(assertTrained(build, runs));
        }

        assertThat(results).as("what different data sets taught").hasSize(NIGHTS);
    }

    /** Other rows every night, and as many more as there were nights. */
    private void writeDataOf(int night) throws IOException {
        List<String> rows = Files.readAllLines(Digits.directory().resolve("digits.csv"));
        List<String> some = new ArrayList<>(List.of(rows.get(0)));
        some.addAll(rows.subList(1 + night * ROWS / 2, 1 + night * ROWS / 2 + ROWS + night));
        Files.write(repository.resolve("docs/examples/digits/digits.csv"), some);
    }

    /** Answers with what all of the build's runs have measured. */
    private static Object assertTrained(WorkflowRun build, int runs) throws IOException {
        TrainingBuildAction action = build.getAction(TrainingBuildAction.class);
        assertThat(action.getRuns())
                .extracting(TrainedRun::getState)
                .hasSize(runs)
                .containsOnly("success");
        List<Object> measured = new ArrayList<>();
        for (TrainedRun run : action.getRuns()) {
            List<EventRecord> events = EventReader.readAll(action.eventLog(run.getId()));
            assertThat(events.get(0).event()).isInstanceOf(TrainingEvent.Started.class);
            assertThat(events)
                    .allSatisfy(event ->
                            assertThat(event.time()).isAfter(Instant.ofEpochMilli(build.getStartTimeInMillis())));
            assertThat(events).extracting(EventRecord::event).noneMatch(TrainingEvent.Resumed.class::isInstance);
            events.stream()
                    .map(EventRecord::event)
                    .filter(TrainingEvent.Epoch.class::isInstance)
                    .forEach(event ->
                            measured.add(((TrainingEvent.Epoch) event).metrics().get("train/loss")));
        }
        return measured;
    }

    /** A repository that is a folder. As with git, a checkout leaves files alone that it does not know. */
    public static final class FolderScm extends SCM {
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
        public SCMRevisionState calcRevisionsFromBuild(
                Run<?, ?> build, FilePath workspace, Launcher launcher, TaskListener listener) {
            return SCMRevisionState.NONE;
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
}
