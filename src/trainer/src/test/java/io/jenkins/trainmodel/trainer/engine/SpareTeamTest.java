package io.jenkins.trainmodel.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.waiting.WaitingMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** In a process whose engine has one thread: that the team comes and goes; what it is good for, the contest shows. */
@EnabledOnOs(OS.LINUX)
class SpareTeamTest {
    @BeforeAll
    static void load() {
        TestEngine.load();
    }

    @Test
    void shouldHaveMoreThreadsThanProcessorsWhileAsleep() throws IOException {
        SpareTeam team = SpareTeam.of(loadedRuntime());

        team.use(WaitingMode.SLEEPING);
        team.use(WaitingMode.SLEEPING);

        assertThat(threads()).isGreaterThan(Runtime.getRuntime().availableProcessors());
        team.use(WaitingMode.SPINNING);
    }

    @Test
    @Timeout(60)
    void shouldLetTheTeamGoToSpin() throws Exception {
        SpareTeam team = SpareTeam.of(loadedRuntime());
        team.use(WaitingMode.SLEEPING);

        team.use(WaitingMode.SPINNING);

        while (threads() > 0) {
            Thread.sleep(5);
        }
    }

    @Test
    void shouldFindTheRuntimeBesideLibtorch() throws IOException {
        Path runtime = loadedRuntime();

        assertThat(SpareTeam.runtimeOf(runtime.getParent())).contains(runtime);
        assertThat(SpareTeam.runtimeOf(runtime)).isEqualTo(Optional.empty());
    }

    /** As the system says. */
    private static Path loadedRuntime() throws IOException {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.filter(line -> line.contains("libgomp"))
                    .map(line -> Path.of(line.substring(line.indexOf('/'))))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Of the team: the system gives them the name of the one that made them. */
    private static long threads() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.filter(task -> name(task).equals(SpareTeam.NAME)).count();
        }
    }

    /** Empty where the thread has just ended. */
    private static String name(Path task) {
        try {
            return Files.readString(task.resolve("comm")).strip();
        } catch (IOException ended) {
            return "";
        }
    }
}
