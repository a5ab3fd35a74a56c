package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * The Pipeline of the documentation for thirty nights, with a controller, agents and trainers that are processes of their own:
 * new data each night, and once broken labels, a machine that dies, a champion that is deleted, a controller that restarts.
 */
@Tag("nights")
class ThirtyNightsITest {
    private static final int LONGEST_SECONDS = 3600;

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension()
            .withTimeout(LONGEST_SECONDS)
            // Pipeline waits for an agent after a restart for five minutes, but in tests for a quarter of one.
            .javaOptions("-Dorg.jenkinsci.plugins.workflow.support.pickles.ExecutorPickle.timeoutForNodeMillis=300000");

    @RegisterExtension
    private final InboundAgentExtension agents = new InboundAgentExtension();

    private String workspace = "";

    @BeforeEach
    void start() throws Throwable {
        controller.startJenkins();
        controller.runRemotely(Nights::createJob);
        createAgent("first");
    }

    @AfterEach
    void endFrozenTrainers() {
        trainers().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    @Timeout(LONGEST_SECONDS)
    void shouldLeaveAWholeLineageWhateverHappens() throws Throwable {
        for (int night = 1; night <= Nights.LAST; night++) {
            switch (night) {
                case Nights.RESTARTED -> passWithRestart();
                case Nights.LOST -> passWithoutAgent();
                case Nights.DELETED -> passAndDelete();
                default -> controller.runRemotely(Nights::pass, night);
            }
        }

        controller.runRemotely(NightsReview::assertWhole);
        String champion = controller.runRemotely(NightsReview::trainingRecord, Nights.LAST);
        assertThat(get("job/nightly/train-model/champion/model/training.json")).isEqualTo(champion);
        assertThat(trainers()).isEmpty();
    }

    private void createAgent(String name) throws Throwable {
        agents.createAgent(
                controller,
                InboundAgentExtension.Options.newBuilder()
                        .name(name)
                        .label("gpu")
                        .webSocket()
                        .build());
        workspace = controller.runRemotely(Nights::workspace);
    }

    private void passWithRestart() throws Throwable {
        ProcessHandle trainer = beginAndFreeze(Nights.RESTARTED);
        controller.stopJenkins();
        controller.startJenkins();
        assertThat(trainer.isAlive()).isTrue();
        Processes.thaw(trainer);
        controller.runRemotely(Nights::end, Nights.RESTARTED);
    }

    /** The machine is gone with all that ran there; the nights after it have another one. */
    private void passWithoutAgent() throws Throwable {
        ProcessHandle trainer = beginAndFreeze(Nights.LOST);
        agents.stop(controller, "first");
        trainer.destroyForcibly();
        controller.runRemotely(Nights::removeAgent, "first");
        controller.runRemotely(Nights::end, Nights.LOST);
        createAgent("second");
    }

    private void passAndDelete() throws Throwable {
        controller.runRemotely(Nights::pass, Nights.DELETED);
        controller.runRemotely(Nights::delete, Nights.DELETED);
    }

    /** What happens to a trainer that has just begun happens in the middle of its training. */
    private ProcessHandle beginAndFreeze(int night) throws Throwable {
        controller.runRemotely(Nights::begin, night);
        ProcessHandle trainer = awaitTrainer();
        Processes.freeze(trainer);
        controller.runRemotely(Nights::awaitBegan, night);
        return trainer;
    }

    private ProcessHandle awaitTrainer() throws Exception {
        Path log = Path.of(workspace).resolve(".train-model/digits/events.jsonl");
        while (trainers().isEmpty()
                || Files.notExists(log)
                || !Files.readString(log).contains("\"began\"")) {
            Thread.sleep(5);
        }
        assertThat(Files.readString(log)).doesNotContain("\"finished\"");
        return trainers().get(0);
    }

    private List<ProcessHandle> trainers() {
        return Processes.inWorkspace(workspace + "@tmp/train-model-");
    }

    private String get(String path) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        URI address = controller.getUrl().toURI().resolve(path);
        HttpRequest request = HttpRequest.newBuilder(address).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
