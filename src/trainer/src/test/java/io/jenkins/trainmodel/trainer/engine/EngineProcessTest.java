package io.jenkins.trainmodel.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.engine.EngineProcess.Run;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine in fresh processes, as users start it. */
class EngineProcessTest {
    private static final String PRODUCT = "product 256.0";

    @TempDir
    Path temporary;

    /** Leaves the user's cache filled. */
    @BeforeAll
    static void fillCache() {
        assertThat(TestEngine.load().device().isGpu()).isFalse();
    }

    @Test
    void shouldNeedNoMavenWithAFilledCache() throws Exception {
        Run run =
                start("AUTO", Map.of("TRAIN_MODEL_MAVEN_SETTINGS", unreachable().toString()));

        assertThat(run.exitCode()).isZero();
        assertThat(run.output())
                .contains(PRODUCT)
                .contains("threads: 2")
                .contains("deviceChoice: Computing on the CPU: ")
                .doesNotContain("DOWNLOADING")
                .doesNotContain("EXTRACTING")
                .doesNotContain("INFO");
    }

    @Test
    void shouldFillTheCacheOnceWhenTwoProcessesStartAtOnce() throws Exception {
        Map<String, String> environment =
                Map.of("TRAIN_MODEL_CACHE", temporary.resolve("cache").toString());
        EngineProcess first = launch("CPU", environment, buildsRepository());
        EngineProcess second = launch("CPU", environment, buildsRepository());

        Run one = first.await();
        Run two = second.await();

        assertThat(one.output() + two.output()).containsOnlyOnce("EXTRACTING " + torchCpu());
        assertThat(one.output()).contains(PRODUCT);
        assertThat(two.output()).contains(PRODUCT);
    }

    @Test
    void shouldSayWhatIsMissingWithoutCacheAndNetwork() throws Exception {
        Run run = start(
                "CPU",
                Map.of(
                        "TRAIN_MODEL_MAVEN_SETTINGS",
                        unreachable().toString(),
                        "TRAIN_MODEL_CACHE",
                        temporary.resolve("cache").toString()));

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.output())
                .contains("ai.djl.pytorch:pytorch-native-cpu:")
                .contains("ai.djl.pytorch:pytorch-jni:")
                .contains(temporary.resolve("local").toString())
                .contains("unreachable (http://127.0.0.1:9/)")
                .contains("mvn dependency:get")
                .contains("copy " + temporary.resolve("cache"))
                .contains("device.libtorch");
    }

    @Test
    void shouldUseNoMoreThreadsThanTheContainerAllows() throws Exception {
        assertThat(start("CPU", Map.of("JAVA_TOOL_OPTIONS", "-XX:ActiveProcessorCount=1"))
                        .output())
                .contains("threads: 1")
                .contains(PRODUCT);
    }

    @Test
    void shouldTakeAGivenLibtorch() throws Exception {
        Path given = CachedEngine.libtorch();

        Run run = start(
                "CPU",
                Map.of(
                        "TRAIN_MODEL_LIBTORCH", given.toString(),
                        "TRAIN_MODEL_CACHE", temporary.resolve("cache").toString()),
                buildsRepository());

        assertThat(run.output()).contains("libtorch: " + given + ", cpu").contains(PRODUCT);
        assertThat(temporary.resolve("cache")).isDirectoryNotContaining("glob:**libtorch*");
    }

    @Test
    void shouldTakeAGivenJniLibraryWithAGivenLibtorch() throws Exception {
        Path given = CachedEngine.libtorch();
        Path jni = Files.copy(CachedEngine.jni(), temporary.resolve("built-here.so"));

        Run run = start(
                "CPU",
                Map.of(
                        "TRAIN_MODEL_LIBTORCH", given.toString(),
                        "TRAIN_MODEL_JNI", jni.toString(),
                        "TRAIN_MODEL_CACHE", temporary.resolve("cache").toString(),
                        "TRAIN_MODEL_MAVEN_SETTINGS", unreachable().toString()));

        assertThat(run.output()).contains(PRODUCT).doesNotContain("DOWNLOADING").doesNotContain("EXTRACTING");
        assertThat(temporary.resolve("cache")).isDirectoryContaining("glob:**jni-given");
    }

    /** NVIDIA's libraries and libtorch look once, when they are loaded; that they obey on a GPU has not been tried. */
    @ParameterizedTest
    @CsvSource({
        "OFF, '', 0, false",
        "SWITCHED, '', none, false",
        "ON, '', none, true",
        "ON, 0, 0, false",
        "OFF, 1, 1, false"
    })
    @EnabledOnOs(OS.LINUX)
    void shouldTellLibrariesHowToComputeFloat32BeforeTheyAreLoaded(
            String tf32, String given, String override, boolean products) throws Exception {
        Map<String, String> environment = given.isEmpty() ? Map.of() : Map.of("NVIDIA_TF32_OVERRIDE", given);

        assertThat(start(tf32, environment).output())
                .contains("override: " + override, "products: " + products, PRODUCT);
    }

    @Test
    void shouldRefuseAGpuWhereThereIsNone() throws Exception {
        Run run = start("GPU", Map.of("PATH", temporary.toString()));

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.output()).contains("The specification asks for a GPU");
    }

    @Test
    void shouldRefuseAnEnvironmentThatLeadsDjlElsewhere() throws Exception {
        Run run = start("CPU", Map.of("PYTORCH_VERSION", "2.5.1"));

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.output()).contains("PYTORCH_VERSION").contains("2.5.1").contains("Unset it");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldLetIdleThreadsSleep() throws Exception {
        // GNU OpenMP prints what it runs with when this is set.
        Run run = start("CPU 1", Map.of("OMP_DISPLAY_ENV", "verbose"));

        assertThat(run.output()).contains("OMP_WAIT_POLICY = 'PASSIVE'").containsPattern("GOMP_SPINCOUNT = '?0'?");
    }

    /** By processor time, which a busy machine does not lengthen: a thread that spins counts to a million. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldLetIdleThreadsSpinWhenTold() throws Exception {
        Run run = start("CPU 2 WAITING", Map.of());

        assertThat(milliseconds("SPINNING", run))
                .isGreaterThan(2 * milliseconds("SLEEPING", run))
                .isGreaterThan(2 * milliseconds("LOADED", run));
    }

    private static long milliseconds(String mode, Run run) {
        Matcher line = Pattern.compile(mode + " took (\\d+) ms").matcher(run.output());
        assertThat(line.find()).as(run.output()).isTrue();
        return Long.parseLong(line.group(1));
    }

    private static String torchCpu() {
        return MachinePlatform.current().libraryFile("torch_cpu");
    }

    private Path unreachable() throws IOException {
        return Files.writeString(
                temporary.resolve("settings.xml"),
                "<settings><mirrors><mirror><id>unreachable</id><mirrorOf>*</mirrorOf><url>http://127.0.0.1:9/</url></mirror></mirrors></settings>");
    }

    private Path buildsRepository() {
        return TestEngine.buildsMaven().localRepository().orElseThrow();
    }

    private Run start(String arguments, Map<String, String> environment) throws Exception {
        return start(arguments, environment, temporary.resolve("local"));
    }

    private Run start(String arguments, Map<String, String> environment, Path localRepository) throws Exception {
        return launch(arguments, environment, localRepository).await();
    }

    private EngineProcess launch(String arguments, Map<String, String> environment, Path localRepository)
            throws IOException {
        Path output = Files.createTempFile(temporary, "output", ".txt");
        return EngineProcess.launch(arguments, environment, localRepository, output);
    }
}
