package io.jenkins.trainmodel.trainer.engine.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import io.jenkins.trainmodel.trainer.engine.platform.EngineVersions;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibtorchDirectoryTest {
    private static final EngineVersions VERSIONS = new EngineVersions("0.36.0", "2.7.1");
    private static final MachinePlatform LINUX = MachinePlatform.of("Linux", "amd64");

    @TempDir
    Path root;

    @Test
    void shouldTakeAnArchiveOfTheRightVersion() throws IOException {
        Path libraries = libtorch("2.7.1+cpu", "");

        LibtorchDirectory directory = inspect(root);

        assertThat(directory).isEqualTo(new LibtorchDirectory(libraries, new LibtorchVersion("2.7.1", "cpu"), false));
        assertThat(inspect(libraries)).isEqualTo(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7.1+cu118", "2.7.1+cu126", "2.7.1+cu128", "2.7.1"})
    void shouldTakeABuildForAnyCuda(String version) throws IOException {
        Files.writeString(libtorch(version, "").resolve("libtorch_cuda.so"), "");

        assertThat(inspect(root).cuda()).isTrue();
        assertThat(inspect(root).version()).hasToString(version);
    }

    @Test
    void shouldTellTheMajorVersionOfCuda() {
        assertThat(new LibtorchVersion("2.7.1", "cu118").cudaMajor()).hasValue(11);
        assertThat(new LibtorchVersion("2.11.0", "cu130").cudaMajor()).hasValue(13);
        assertThat(new LibtorchVersion("2.7.1", "cpu").cudaMajor()).isEmpty();
        assertThat(new LibtorchVersion("2.7.1", "").cudaMajor()).isEmpty();
    }

    @Test
    void shouldReadTheVersionOfAPythonPackage() throws IOException {
        libtorch("", "");
        Files.writeString(root.resolve("version.py"), "__version__ = '2.7.1+cu128'\ndebug = False\n");

        assertThat(inspect(root).version()).isEqualTo(new LibtorchVersion("2.7.1", "cu128"));
        assertThat(inspect(root).cuda()).isFalse();
    }

    @Test
    void shouldFindTheVersionInTheLibraryWhereNoFileTellsIt() throws IOException {
        libtorch("", "GraphEncoder\0" + "2.7.1\0Custom");

        assertThat(inspect(root).version()).isEqualTo(new LibtorchVersion("2.7.1", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.10.0+cpu", "2.7.0", "2.7.10", "1.13.1+cu117"})
    void shouldRefuseAnotherVersion(String version) throws IOException {
        libtorch(version, "");

        assertThatThrownBy(() -> inspect(root))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(version)
                .hasMessageContaining("needs 2.7.1")
                .hasMessageContaining("TRAIN_MODEL_JNI")
                .hasMessageContaining(root.toString());
    }

    @Test
    void shouldTakeAnotherVersionWithAJniLibraryBuiltForIt() throws IOException {
        Files.writeString(libtorch("2.11.0+cu130", "").resolve("libtorch_cuda.so"), "");
        Path jni = Files.writeString(root.resolve("libdjl_torch.so"), "built for 2.11.0");

        LibtorchDirectory directory = LibtorchDirectory.inspect(
                root, GivenJni.of(Map.of(GivenJni.VARIABLE, jni.toString())), VERSIONS, LINUX);

        assertThat(directory.version()).isEqualTo(new LibtorchVersion("2.11.0", "cu130"));
    }

    @Test
    void shouldNameAJniLibraryThatIsNotThere() {
        Map<String, String> environment =
                Map.of(GivenJni.VARIABLE, root.resolve("none.so").toString());

        assertThatThrownBy(() -> GivenJni.of(environment))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("There is no file " + root.resolve("none.so"))
                .hasMessageContaining("TRAIN_MODEL_JNI");
        assertThat(GivenJni.of(Map.of(GivenJni.VARIABLE, " "))).isEmpty();
    }

    @Test
    void shouldRefuseAnUnknownVersion() throws IOException {
        libtorch("", "12.7.1\0");

        assertThatThrownBy(() -> inspect(root)).hasMessageContaining("unknown version");
    }

    @Test
    void shouldRefuseTheOldAbi() throws IOException {
        Files.writeString(libtorch("2.7.1+cpu", "").resolve("libc10.so"), "_ZN3c105ErrorC2ESs");

        assertThatThrownBy(() -> inspect(root)).hasMessageContaining("C++11 ABI");
    }

    @Test
    void shouldNameMissingLibraries() throws IOException {
        Path libraries = libtorch("2.7.1", "");
        Files.delete(libraries.resolve("libc10.so"));

        assertThatThrownBy(() -> inspect(root)).hasMessageContaining("it lacks libc10.so");
        assertThatThrownBy(() -> inspect(root.resolve("none"))).hasMessageContaining("There is no directory");
        assertThatThrownBy(() -> LibtorchDirectory.inspect(
                        root, Optional.empty(), VERSIONS, MachinePlatform.of("Windows 11", "amd64")))
                .hasMessageContaining("it lacks torch.dll, torch_cpu.dll, c10.dll");
    }

    private LibtorchDirectory inspect(Path given) {
        return LibtorchDirectory.inspect(given, Optional.empty(), VERSIONS, LINUX);
    }

    private Path libtorch(String buildVersion, String content) throws IOException {
        Path libraries = Files.createDirectories(root.resolve("lib"));
        Files.writeString(libraries.resolve("libtorch.so"), "");
        Files.writeString(libraries.resolve("libtorch_cpu.so"), content);
        Files.writeString(libraries.resolve("libc10.so"), "_ZNSt7__cxx1112basic_string");
        if (!buildVersion.isEmpty()) {
            Files.writeString(root.resolve("build-version"), buildVersion + "\n");
        }
        return libraries;
    }
}
