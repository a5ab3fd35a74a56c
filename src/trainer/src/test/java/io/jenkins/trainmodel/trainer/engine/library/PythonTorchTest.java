package io.jenkins.trainmodel.trainer.engine.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.engine.platform.EngineVersions;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PythonTorchTest {
    private static final EngineVersions VERSIONS = new EngineVersions("0.36.0", "2.7.1");

    @TempDir
    Path root;

    @Test
    void shouldFindTheTorchOfAnActiveEnvironment() throws IOException {
        Path torch = torch(root.resolve("venv/lib/python3.12/site-packages"), "2.7.1+cu126", true);

        assertThat(found(Map.of("VIRTUAL_ENV", root.resolve("venv").toString())))
                .hasValue(new LibtorchDirectory(torch.resolve("lib"), new LibtorchVersion("2.7.1", "cu126"), true));
        assertThat(found(Map.of("CONDA_PREFIX", root.resolve("venv").toString())))
                .isPresent();
    }

    @Test
    void shouldFindTheTorchOfThePythonOnThePath() throws IOException {
        torch(root.resolve("usr/lib/python3/dist-packages"), "2.7.1+cu126", true);
        program(root.resolve("usr/bin"));

        assertThat(found(Map.of("PATH", root.resolve("none") + ":" + root.resolve("usr/bin"))))
                .isPresent();
        assertThat(found(Map.of("PATH", root.resolve("none").toString()))).isEmpty();
        assertThat(found(Map.of())).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldFollowTheLinkOfAnEnvironmentThatHasNoTorchOfItsOwn() throws IOException {
        torch(root.resolve("usr/lib/python3.12/site-packages"), "2.7.1+cu126", true);
        Path program = program(root.resolve("usr/bin"));
        Path bin = Files.createDirectories(root.resolve("venv/bin"));
        Files.createSymbolicLink(bin.resolve("python3"), program);

        assertThat(found(Map.of("PATH", bin.toString()))).isPresent();
    }

    @Test
    void shouldPassOverWhatDoesNotFit() throws IOException {
        torch(root.resolve("cpu/lib/python3.12/site-packages"), "2.7.1+cpu", false);
        torch(root.resolve("other/lib/python3.12/site-packages"), "2.11.0+cu130", true);
        torch(root.resolve("fits/lib/python3.11/site-packages"), "2.7.1+cu128", true);
        String path = String.join(
                ":",
                program(root.resolve("cpu/bin")).getParent().toString(),
                program(root.resolve("other/bin")).getParent().toString(),
                program(root.resolve("fits/bin")).getParent().toString());

        assertThat(found(Map.of("PATH", path)).map(LibtorchDirectory::version))
                .hasValue(new LibtorchVersion("2.7.1", "cu128"));
    }

    private static Optional<LibtorchDirectory> found(Map<String, String> environment) {
        return new PythonTorch(environment, VERSIONS, MachinePlatform.of("Linux", "amd64")).forCuda();
    }

    private static Path program(Path bin) throws IOException {
        return Files.writeString(Files.createDirectories(bin).resolve("python3"), "");
    }

    private static Path torch(Path packages, String version, boolean cuda) throws IOException {
        Path torch = packages.resolve("torch");
        Path libraries = Files.createDirectories(torch.resolve("lib"));
        Files.writeString(torch.resolve("version.py"), "__version__ = '" + version + "'\n");
        Files.writeString(libraries.resolve("libtorch.so"), "");
        Files.writeString(libraries.resolve("libtorch_cpu.so"), "");
        Files.writeString(libraries.resolve("libc10.so"), "_ZNSt7__cxx1112basic_string");
        if (cuda) {
            Files.writeString(libraries.resolve("libtorch_cuda.so"), "");
        }
        return torch;
    }
}
