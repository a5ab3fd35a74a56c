package io.jenkins.trainmodel.trainer.engine.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import io.jenkins.trainmodel.trainer.engine.platform.EngineVersions;
import io.jenkins.trainmodel.trainer.library.CachedLibraries;
import io.jenkins.trainmodel.trainer.library.maven.DownloadListener;
import io.jenkins.trainmodel.trainer.library.maven.LibraryArtifact;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import io.jenkins.trainmodel.trainer.nvidia.SharedLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With jars that are laid out as those of the JavaCPP presets are, and hold next to nothing. */
@EnabledOnOs(value = OS.LINUX)
class CudaSetTest {
    private static final EngineVersions VERSIONS = new EngineVersions("0.36.0", "2.7.1");
    private static final MachinePlatform LINUX = MachinePlatform.of("Linux", "amd64");

    private static final Map<String, List<String>> LIBRARIES = Map.of(
            "pytorch", List.of("libtorch.so", "libtorch_cpu.so", "libtorch_cuda.so", "libc10.so", "libjnitorch.so"),
            "openblas", List.of("libopenblas.so.0", "libgfortran.so.5", "libjniopenblas.so"),
            "cuda-redist",
                    List.of("libcudart.so.12", "libnvJitLink.so.12", "libnvrtc.so.12", "libnvrtc-builtins.so.12"),
            "cuda-redist-cublas", List.of("libcublas.so.12", "libcublasLt.so.12", "libgfortran.so.5"),
            "cuda-redist-cudnn", List.of("libcudnn.so.9", "libcudnn_ops.so.9"),
            "cuda-redist-cusolver", List.of("libcusolver.so.11"),
            "cuda-redist-cusparse", List.of("libcusparse.so.12"));

    @TempDir
    private Path folder;

    private Path jar(LibraryArtifact artifact) {
        Path jar = folder.resolve(artifact.name() + ".jar");
        String kind = artifact.name().startsWith("cuda") ? "cuda" : artifact.name();
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String library : LIBRARIES.get(artifact.name())) {
                out.putNextEntry(new ZipEntry("org/bytedeco/%s/%s/%s".formatted(kind, artifact.classifier(), library)));
                out.write((library + " __cxx11").getBytes(StandardCharsets.UTF_8));
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CudaSet set(MachinePlatform platform) {
        return new CudaSet(VERSIONS, platform, folder.resolve("cache"));
    }

    private CachedLibraries libraries() {
        return new CachedLibraries(
                artifacts -> artifacts.stream().map(this::jar).toList());
    }

    @Test
    void shouldBringAllLibrariesTogetherInOneDirectory() throws Exception {
        assertThat(set(LINUX).installed()).isEmpty();

        Path directory = set(LINUX).install(libraries(), DownloadListener.NONE);

        assertThat(set(LINUX).installed()).contains(directory);
        assertThat(directory)
                .isDirectoryContaining("glob:**libtorch_cuda.so")
                .isDirectoryContaining("glob:**libcudnn_ops.so.9")
                .isDirectoryNotContaining("glob:**libjni*");
        assertThat(Files.readAllLines(directory.resolve("preload.txt")))
                .containsExactly(
                        "libnvJitLink.so.12",
                        "libcudart.so.12",
                        "libcublasLt.so.12",
                        "libcublas.so.12",
                        "libcusparse.so.12",
                        "libcusolver.so.11",
                        "libnvrtc-builtins.so.12",
                        "libnvrtc.so.12",
                        "libcudnn.so.9",
                        "libcudnn_ops.so.9",
                        "libopenblas.so.0");
        LibtorchDirectory found = LibtorchDirectory.inspect(directory, Optional.empty(), VERSIONS, LINUX);
        assertThat(found.cuda()).isTrue();
        assertThat(found.version()).hasToString("2.7.1+cu129");
    }

    @Test
    void shouldSayThatThereIsNoneForAnotherMachine() {
        assertThatThrownBy(() ->
                        set(MachinePlatform.of("Mac OS X", "aarch64")).install(libraries(), DownloadListener.NONE))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("osx-aarch64")
                .hasMessageContaining("TRAIN_MODEL_LIBTORCH");
    }

    @Test
    void shouldSayThatTheMachinesLibraryOfCIsTooOld() {
        assertThatThrownBy(() -> Glibc.require(99, 1))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("need glibc 99.1 or newer, and this machine has ");
    }

    /** As libtorch lies beside what it needs, and does not know it. */
    @Test
    void shouldLoadWhatAnotherLibraryWouldNotFind() throws Exception {
        Path below = SharedLibrary.compile(folder, "below", "int below(void) { return 7; }", "-Wl,-soname,libbelow.so");
        Path above = SharedLibrary.compile(
                folder, "above", "int below(void); int above(void) { return below(); }", "-L" + folder, "-lbelow");

        assertThatThrownBy(() -> System.load(above.toString()))
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessageContaining("libbelow.so");
        Files.writeString(folder.resolve("preload.txt"), below.getFileName() + "\n");
        Preload.of(folder);
        System.load(above.toString());
    }

    @Test
    void shouldNameALibraryThatCannotBeLoaded() throws Exception {
        Preload.of(folder);
        Files.writeString(folder.resolve("libcudart.so.12"), "no library");
        Files.writeString(folder.resolve("preload.txt"), "libcudart.so.12\n");

        assertThatThrownBy(() -> Preload.of(folder))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("libcudart.so.12, which libtorch needs, cannot be loaded");
    }
}
