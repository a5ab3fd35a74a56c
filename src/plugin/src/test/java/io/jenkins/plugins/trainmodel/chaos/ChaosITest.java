package io.jenkins.plugins.trainmodel.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * A real controller and two agents, each a process of its own, train for {@code -Dchaos.minutes} while at random all of them and
 * the trainers are killed and disks run full. In the end every build is right or says in a true sentence why not, and nothing
 * is left: no process, record, thread, file handle, directory. {@code -Dchaos.seed} does the same again, as far as time lets it.
 */
@Tag("chaos")
class ChaosITest {
    private static final Duration DURATION = Duration.ofMinutes(Integer.getInteger("chaos.minutes", 30));
    private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());
    private static final Duration BETWEEN_BLOWS = Duration.ofSeconds(12);
    private static final int BUILDS_AT_ONCE = 4;

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension()
            .withTimeout((int) DURATION.plusMinutes(20).toSeconds())
            // An agent may be away for longer than Pipeline waits for it by itself when it comes back after a restart.
            .javaOptions("-Dorg.jenkinsci.plugins.workflow.support.pickles.ExecutorPickle.timeoutForNodeMillis=300000");

    @RegisterExtension
    private final InboundAgentExtension agents = new InboundAgentExtension();

    private final Random random = new Random(SEED);
    private final List<String> diary = new ArrayList<>();
    private Blows blows;

    @BeforeEach
    void start() throws Throwable {
        controller.startJenkins();
        blows = new Blows(controller, agents, random, diary);
        blows.mount("controller's jobs", controller.getHome().toPath().resolve("jobs"));
        blows.createAgents("one", "two");
        controller.runRemotely(Trainings::createJobs);
    }

    @AfterEach
    void unmount() throws Exception {
        blows.unmount();
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void shouldEndEveryBuildRightOrWithATrueSentenceAndLeaveNothing() throws Throwable {
        Instant end = Instant.now().plus(DURATION);
        while (Instant.now().isBefore(end)) {
            controller.runRemotely(Trainings::keepBuilding, BUILDS_AT_ONCE, random.nextInt());
            blows.strike();
            Thread.sleep(random.nextLong(BETWEEN_BLOWS.toMillis() * 2));
        }
        blows.calm();
        controller.runRemotely(Trainings::awaitAll);

        String report = controller.runRemotely(Reckoning::report);
        System.out.println("chaos.seed=" + SEED + "\n" + String.join("\n", diary) + "\n" + report);
        assertThat(controller.<ArrayList<String>>runRemotely(Reckoning::wrongBuilds))
                .as("seed %d", SEED)
                .isEmpty();
        Leftovers.assertNone(controller, blows.agentDirectories());
    }
}
