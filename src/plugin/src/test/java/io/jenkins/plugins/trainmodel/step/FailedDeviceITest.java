package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.FailedDevice;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.own.DeviceThatFails;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Trainings whose device fails in the third of five epochs, as libtorch says it of a GPU. */
@WithJenkins
class FailedDeviceITest {
    private static final Path TRAINER = Path.of("target/classes/io/jenkins/plugins/trainmodel/agent/train-model.jar");

    private static JenkinsRule jenkins;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.waitOnline(jenkins.createSlave("gpu", "gpu", null));
    }

    @Test
    @Timeout(180)
    void shouldGoOnInANewProcessWhereTheDeviceComputesNothingMore() throws Exception {
        String script = "retry(count: 2, conditions: [agent(), failedDevice()]) { %s }".formatted(step("resume: true"));
        fail("CUDA error: an illegal memory access was encountered");

        WorkflowRun build = jenkins.buildAndAssertStatus(Result.SUCCESS, Digits.job(jenkins, training(script)));

        jenkins.assertLogContains(
                "cpu failed and computes nothing more in this process (CUDA error: an illegal memory access was encountered)",
                build);
        jenkins.assertLogContains(
                "another try of this build goes on from the last checkpoint; retry(count: 3, conditions: [agent(), failedDevice()])",
                build);
        jenkins.assertLogContains("goes on from the checkpoint that an earlier try of this build has left", build);
        List<TrainedRun> tries = build.getAction(TrainingBuildAction.class).getRuns();
        assertThat(tries).extracting(TrainedRun::getState).containsExactly("failure", "success");
        assertThat(end(build, tries.get(0)).failedDevice().map(FailedDevice::kind))
                .contains(FailedDevice.Kind.BROKEN);
        assertThat(events(build, tries.get(1))).hasAtLeastOneElementOfType(TrainingEvent.Resumed.class);
        assertThat(end(build, tries.get(1)).failedDevice()).isEmpty();
    }

    /** Tried again, it would succeed: its words are gone. */
    @Test
    @Timeout(180)
    void shouldNotTryAgainWhatHasNoMemoryAndSayWhatHelps() throws Exception {
        String memory =
                "CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 15.77 GiB of which 9.00 MiB is free.";
        fail(memory);
        WorkflowRun build = jenkins.buildAndAssertStatus(
                Result.FAILURE,
                Digits.job(
                        jenkins,
                        training("retry(count: 2, conditions: [failedDevice()]) { %s }"
                                .formatted(step("resume: true")))));

        assertThat(Endings.of(build))
                .singleElement()
                .asString()
                .contains("too little memory for this training", "What helps: ", "activationCheckpointing");
        jenkins.assertLogContains("if memory is short again, activationCheckpointing and precision may change", build);

        fail(memory);
        WorkflowRun judged = jenkins.buildAndAssertStatus(
                Result.SUCCESS,
                Digits.job(
                        jenkins,
                        training("def run = " + step("propagate: false")
                                + "\necho \"${run.outcome} by ${run.failedDevice.kind}, ${run.failedDevice.xid}\"")));
        jenkins.assertLogContains("failure by outOfMemory, null", judged);
    }

    private String step(String more) {
        return "trainModel spec: 'train.yaml', %s, set: [model: '%s', classpath: '[%s]']"
                .formatted(more, DeviceThatFails.MODEL, folder.resolve("failing.jar"));
    }

    private static String training(String script) {
        return "node('gpu') {\n" + Digits.write("maxEpochs: 5") + script + "\n}";
    }

    /** The last one of what stands in its log. */
    private static Conclusion.Finished end(WorkflowRun build, TrainedRun run) throws IOException {
        List<TrainingEvent> events = events(build, run);
        return (Conclusion.Finished) events.get(events.size() - 1);
    }

    private static List<TrainingEvent> events(WorkflowRun build, TrainedRun run) throws IOException {
        return EventReader.readAll(build.getAction(TrainingBuildAction.class).eventLog(run.getId())).stream()
                .map(EventRecord::event)
                .toList();
    }

    private void fail(String words) throws IOException {
        Path file = Files.writeString(folder.resolve("words.txt"), "RuntimeError: " + words);
        String source = DeviceThatFails.source(file, 150);
        JavaFileObject unit =
                new SimpleJavaFileObject(
                        URI.create("string:///" + DeviceThatFails.CLASS.replace('.', '/') + ".java"),
                        JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreErrors) {
                        return source;
                    }
                };
        Path classes = Files.createDirectories(folder.resolve("classes"));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .getTask(
                                null,
                                null,
                                null,
                                List.of("-d", classes.toString(), "-cp", TRAINER.toString(), "--release", "17"),
                                null,
                                List.of(unit))
                        .call())
                .isTrue();
        pack(classes.resolve(DeviceThatFails.CLASS.replace('.', '/') + ".class"));
    }

    private void pack(Path compiled) throws IOException {
        try (OutputStream file = Files.newOutputStream(folder.resolve("failing.jar"));
                ZipOutputStream jar = new ZipOutputStream(file)) {
            jar.putNextEntry(new ZipEntry(DeviceThatFails.CLASS.replace('.', '/') + ".class"));
            jar.write(Files.readAllBytes(compiled));
            jar.putNextEntry(new ZipEntry("META-INF/services/" + DeviceThatFails.SERVICE));
            jar.write((DeviceThatFails.CLASS + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
