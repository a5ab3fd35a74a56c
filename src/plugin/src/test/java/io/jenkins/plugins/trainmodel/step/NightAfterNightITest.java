package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.trainmodel.job.AcceptedRuns;
import io.jenkins.plugins.trainmodel.job.JobSeries;
import io.jenkins.plugins.trainmodel.job.SeriesEntry;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.gate.GateVerdict;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The Pipeline of the documentation, night after night: each model must beat the one before, on that night's data. */
@WithJenkins
class NightAfterNightITest {
    private static final int TAKEN_OUT = 100;

    private JenkinsRule jenkins;
    private DumbSlave agent;
    private WorkflowJob job;

    @Test
    @Timeout(900)
    void shouldAcceptWhatIsAsGoodAndNothingElse(JenkinsRule rule) throws Exception {
        jenkins = rule;
        agent = jenkins.createSlave("gpu", "gpu", null);
        jenkins.waitOnline(agent);
        job = jenkins.createProject(WorkflowJob.class, "nightly");
        job.setDefinition(Digits.pipeline(Files.readString(Nights.PIPELINE)));

        WorkflowRun first = night(1, false, Result.SUCCESS);
        jenkins.assertLogContains("no run digits was accepted yet: this one is the first that may be", first);
        assertThat(first.isKeepLog()).isTrue();

        WorkflowRun second = night(2, false, Result.SUCCESS);
        jenkins.assertLogContains("reference: nightly #1", second);
        jenkins.assertLogContains("promoted: nightly #2 is the champion now", second);
        assertThat(second.isKeepLog()).isTrue();
        assertThat(first.isKeepLog()).isFalse();
        assertBeganWith(second, "nightly #1");

        WorkflowRun brokenLabels = night(3, true, Result.FAILURE);
        jenkins.assertLogContains("not promoted: ", brokenLabels);
        assertThat(champions()).containsExactly(2);

        second.delete();
        WorkflowRun withoutChampion = night(4, false, Result.SUCCESS);
        jenkins.assertLogContains("reference: nightly #1; the later accepted #2 is deleted", withoutChampion);
        assertThat(champions()).containsExactly(4);

        judgeLater();
        damage(withoutChampion);
        WorkflowRun withDamaged = night(5, false, Result.UNSTABLE);
        jenkins.assertLogContains("the model package of nightly #4 cannot be used", withDamaged);
        assertThat(champions()).containsExactly(4);
        assertThat(leftBesideTheWorkspace()).isEmpty();
        assertEachCameFromTheOneBefore();
    }

    /** Also those whose builds are deleted. */
    private void assertEachCameFromTheOneBefore() throws Exception {
        List<SeriesEntry> nights = JobSeries.read(job);
        assertThat(nights.get(0).descent().origin()).isEmpty();
        assertThat(nights.get(1).descent().kind()).isEqualTo("warmStarted");
        assertThat(nights.get(1).descent().parent())
                .isNotEmpty()
                .isEqualTo(nights.get(0).descent().runId());
    }

    /** The trainer's own word, and the curve that pages draw behind the run's. */
    private static void assertBeganWith(WorkflowRun build, String reference) throws Exception {
        Path log = TrainingBuildAction.of(build).eventLog("digits");
        Provenance.Began began = began(build);
        assertThat(began.reference()).isEqualTo(reference);
        assertThat(began.warmStart()).isEqualTo("parameters");
        assertThat(began.restored()).isPositive();
        assertThat(log.resolveSibling("reference.csv")).content().contains("validation/loss");
        assertThat(EventReader.readAll(log))
                .extracting(EventRecord::event)
                .filteredOn(Conclusion.Judged.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(((Conclusion.Judged) event).gates())
                        .hasSize(4)
                        .allMatch(GateVerdict::held));
    }

    private static Provenance.Began began(WorkflowRun build) throws Exception {
        List<Provenance.Began> began = EventReader.readAll(
                        TrainingBuildAction.of(build).eventLog("digits"))
                .stream()
                .map(EventRecord::event)
                .filter(Provenance.Began.class::isInstance)
                .map(Provenance.Began.class::cast)
                .toList();
        assertThat(began).hasSize(1);
        return began.get(0);
    }

    /** Another job's Pipeline looks at what the step returns, and at a reference that is not there. */
    private void judgeLater() throws Exception {
        WorkflowJob later = jenkins.createProject(WorkflowJob.class, "later");
        later.setDefinition(Digits.pipeline("node('gpu') {\n" + Digits.write("maxEpochs: 1") + """
            def night = trainModel spec: 'train.yaml', reference: trainedBuild(number: '1', job: 'nightly'),
              warmStart: 'parameters', freeze: ['layers.0.*'], reset: ['layers.6.*'],
              gates: [gate(metric: 'validation/accuracy', atLeast: 0.99999, outcome: 'failure')], promote: true,
              propagate: false
            echo "${night.outcome} ${night.accepted} ${night.promoted} ${night.gates[0].answer} ${night.gates[0].bound}"
            try {
              trainModel spec: 'train.yaml', name: 'none', reference: trainedBuild('99'), whenMissing: 'fail'
            } catch (e) { echo "refused: ${e.message}" } }"""));

        WorkflowRun build = jenkins.buildAndAssertSuccess(later);

        jenkins.assertLogContains("reference: nightly #1", build);
        Provenance.Began began = began(build);
        assertThat(began.frozen()).containsExactlyInAnyOrder("layers.0.bias", "layers.0.weight");
        assertThat(began.reset()).containsExactlyInAnyOrder("layers.6.bias", "layers.6.weight");
        jenkins.assertLogContains("failure false false failed 0.99999", build);
        jenkins.assertLogContains("the step goes on all the same (propagate: false)", build);
        jenkins.assertLogContains("refused: The run does not begin without its reference", build);
        jenkins.assertLogContains("later has no build #99", build);
    }

    private List<Integer> champions() throws Exception {
        return AcceptedRuns.of(job).champions().stream().map(SeriesEntry::build).toList();
    }

    private WorkflowRun night(int number, boolean brokenLabels, Result expected) throws Exception {
        FilePath digits = agent.getWorkspaceFor(job).child("docs/examples/digits");
        digits.child("train.yaml")
                .write(
                        Digits.specification("maxEpochs: 8")
                                .replaceAll("path: '[^']*'", "path: digits.csv")
                                .replace("learningRate: 0.001", "learningRate: 0.003"),
                        StandardCharsets.UTF_8.name());
        digits.child("digits.csv").write(dataOf(number, brokenLabels), StandardCharsets.UTF_8.name());
        return jenkins.buildAndAssertStatus(expected, job);
    }

    /** Other samples are missing every night. Broken labels are those of other samples. */
    private static String dataOf(int night, boolean brokenLabels) throws Exception {
        List<String> rows =
                new ArrayList<>(Files.readAllLines(Digits.directory().resolve("digits.csv")));
        String header = rows.remove(0);
        rows.subList(night * TAKEN_OUT, (night + 1) * TAKEN_OUT).clear();
        int label = List.of(header.split(",")).indexOf("digit");
        List<String> lines = new ArrayList<>(List.of(header));
        for (int row = 0; row < rows.size(); row++) {
            String[] cells = rows.get(row).split(",");
            if (brokenLabels) {
                cells[label] = rows.get((row * 37 + 11) % rows.size()).split(",")[label];
            }
            lines.add(String.join(",", cells));
        }
        return String.join("\n", lines) + "\n";
    }

    private static void damage(WorkflowRun build) throws Exception {
        Path model = build.getArtifactsDir().toPath().resolve("train-model/digits/model");
        Path parameters = Files.exists(model.resolve("model.safetensors"))
                ? model.resolve("model.safetensors")
                : model.resolve("model.pt");
        byte[] bytes = Files.readAllBytes(parameters);
        bytes[bytes.length / 2] ^= 1;
        Files.write(parameters, bytes, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private List<String> leftBesideTheWorkspace() throws Exception {
        File[] beside = new File(agent.getWorkspaceFor(job).getRemote() + "@tmp").listFiles();
        return beside == null
                ? List.of()
                : List.of(beside).stream()
                        .map(File::getName)
                        .filter(name -> name.startsWith("train-model-"))
                        .toList();
    }
}
