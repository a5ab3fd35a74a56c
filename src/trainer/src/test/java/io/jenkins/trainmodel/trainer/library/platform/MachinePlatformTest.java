package io.jenkins.trainmodel.trainer.library.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachinePlatformTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x86_64, libtorch.so",
        "Linux, aarch64, linux-aarch64, libtorch.so",
        "Mac OS X, aarch64, osx-aarch64, libtorch.dylib",
        "Windows 11, amd64, win-x86_64, torch.dll",
        "Windows Server 2022, x86_64, win-x86_64, torch.dll"
    })
    void shouldNameClassifierAndLibraryOfAPlatform(String os, String arch, String classifier, String library) {
        MachinePlatform platform = MachinePlatform.of(os, arch);

        assertThat(platform.classifier()).isEqualTo(classifier);
        assertThat(platform.libraryFile("torch")).isEqualTo(library);
    }

    @ParameterizedTest
    @CsvSource({"Linux, s390x", "Mac OS X, x86_64", "Windows 11, aarch64", "FreeBSD, amd64", "SunOS, sparc"})
    void shouldRefuseAPlatformThatTheEngineIsNotBuiltFor(String os, String arch) {
        assertThatThrownBy(() -> MachinePlatform.of(os, arch))
                .isInstanceOf(LibraryException.class)
                .hasMessageContaining(os)
                .hasMessageContaining(arch)
                .hasMessageContaining("linux-aarch64, linux-x86_64, osx-aarch64, win-x86_64");
    }
}
