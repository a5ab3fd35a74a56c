package io.jenkins.trainmodel.trainer.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheLocationTest {
    private static final Path HOME = Path.of("/home/ada");

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, .cache/train-model",
        "Mac OS X, aarch64, Library/Caches/train-model",
        "Windows 11, amd64, AppData/Local/train-model/cache"
    })
    void shouldLieWhereThePlatformKeepsCaches(String os, String arch, String expected) {
        assertThat(CacheLocation.of(Map.of(), MachinePlatform.of(os, arch), HOME))
                .isEqualTo(HOME.resolve(expected));
    }

    @Test
    void shouldFollowTheEnvironment() {
        MachinePlatform linux = MachinePlatform.of("Linux", "amd64");

        assertThat(CacheLocation.of(Map.of("XDG_CACHE_HOME", "/var/caches"), linux, HOME))
                .isEqualTo(Path.of("/var/caches/train-model"));
        assertThat(CacheLocation.of(Map.of("XDG_CACHE_HOME", "/x", "TRAIN_MODEL_CACHE", "/own"), linux, HOME))
                .isEqualTo(Path.of("/own"));
        assertThat(CacheLocation.of(Map.of("TRAIN_MODEL_CACHE", " "), linux, HOME))
                .isEqualTo(HOME.resolve(".cache/train-model"));
    }
}
