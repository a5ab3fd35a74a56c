package io.jenkins.plugins.trainmodel.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.trainmodel.step.SmallDisk;
import java.nio.file.Path;
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
            .withTimeout((int) DURATION.plusMinutes(20).toSeconds());

    @RegisterExtension
    private final InboundAgentExtension agents = new InboundAgentExtension();

    private final Random random = new Random(SEED);
    private final List<SmallDisk> disks = new ArrayList<>();
    private final List<String> diary = new ArrayList<>();
    private Blows blows;

    @BeforeEach
    void start() throws Throwable {
        controller.startJenkins();
        Path jobs = controller.getHome().toPath().resolve("jobs");
        SmallDisk.mount(jobs, 600).ifPresent(disks::add);
        blows = new Blows(controller, agents, random, disks, diary);
        blows.createAgents("one", "two");
        controller.runRemotely(Trainings::createJobs);
    }

    @AfterEach
    void unmount() throws Exception {
        for (SmallDisk disk : disks) {
            disk.unmount();
        }
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
