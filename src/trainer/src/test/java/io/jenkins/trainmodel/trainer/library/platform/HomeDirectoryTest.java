package io.jenkins.trainmodel.trainer.library.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.disk.MountedDisk;
import io.jenkins.trainmodel.trainer.engine.EngineProgram;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The engine in processes as containers start them: without a home, or with one where no program runs. */
@EnabledOnOs(OS.LINUX)
class HomeDirectoryTest {
    private static final String PRODUCT = "product 256.0";
    private static final String NOWHERE = "/no/such/home";

    @TempDir
    Path temporary;

    @BeforeAll
    static void fillTheRepository() {
        TestEngine.load();
    }

    @Test
    void shouldKeepLibrariesInTheSpareDirectoryOfAUserWithoutAHome() throws Exception {
        Path spare = temporary.resolve("spare home");

        String output = start(NOWHERE, spare, Map.of("HOME", NOWHERE));

        assertThat(output).contains(PRODUCT);
        assertThat(spare.resolve(".cache/train-model")).isDirectory();
    }

    @Test
    void shouldTakeTheHomeOfTheEnvironmentBeforeTheSpareOne() throws Exception {
        Path home = Files.createDirectory(temporary.resolve("home"));
        Path spare = temporary.resolve("spare");

        assertThat(start("?", spare, Map.of("HOME", home.toString()))).contains(PRODUCT);

        assertThat(home.resolve(".cache/train-model")).isDirectory();
        assertThat(spare.resolve(".cache")).doesNotExist();
    }

    @Test
    void shouldKeepLibrariesElsewhereWhereTheHomeRunsNoPrograms() throws Exception {
        Path spare = temporary.resolve("spare");
        try (MountedDisk home = mountNoexec()) {
            String directory = home.directory().toString();
            assertThat(start(directory, spare, Map.of("HOME", directory))).contains(PRODUCT);
            assertThat(spare.resolve(".cache/train-model")).isDirectory();
        }
    }

    @Test
    void shouldSayThatACacheThatWasNamedRunsNoPrograms() throws Exception {
        try (MountedDisk disk = mountNoexec()) {
            Path cache = disk.directory().resolve("not/yet/there");
            assertThat(start(NOWHERE, temporary, Map.of("TRAIN_MODEL_CACHE", cache.toString())))
                    .contains("cannot run from " + cache + ": its file system is mounted noexec")
                    .contains("TRAIN_MODEL_CACHE")
                    .doesNotContain("EXTRACTING");
        }
    }

    @Test
    void shouldLookAtTheNearestMountAndAtTheOneOnTop() {
        Mounts mounts = Mounts.parse(List.of(
                "overlay / overlay rw,relatime 0 0",
                "tmpfs /a tmpfs rw,noexec 0 0",
                "tmpfs /a/b\\040c tmpfs rw 0 0",
                "tmpfs /twice tmpfs rw 0 0",
                "tmpfs /twice tmpfs rw,noexec 0 0"));

        assertThat(mounts.isNoexec(Path.of("/a/x"))).isTrue();
        assertThat(mounts.isNoexec(Path.of("/a/b c/x"))).isFalse();
        assertThat(mounts.isNoexec(Path.of("/ab"))).isFalse();
        assertThat(mounts.isNoexec(Path.of("/twice/x"))).isTrue();
    }

    private MountedDisk mountNoexec() throws Exception {
        return MountedDisk.mountOrSkip(temporary.resolve("noexec"), "noexec");
    }

    private String start(String home, Path spare, Map<String, String> environment) throws Exception {
        Path output = temporary.resolve("output.txt");
        List<String> options = List.of(
                "-Duser.home=" + home,
                "-Dtrain-model.home=" + spare,
                "-Dmaven.repo.local="
                        + TestEngine.buildsMaven().localRepository().orElseThrow());
        ProcessBuilder builder = new ProcessBuilder(EngineProgram.command(options, "CPU"));
        builder.environment().remove("XDG_CACHE_HOME");
        builder.environment().remove("TRAIN_MODEL_CACHE");
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("no end after two minutes: " + Files.readString(output));
        }
        return Files.readString(output);
    }
}
