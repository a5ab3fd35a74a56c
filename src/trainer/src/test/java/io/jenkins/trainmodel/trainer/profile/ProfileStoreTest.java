package io.jenkins.trainmodel.trainer.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileStoreTest {
    @TempDir
    private Path cache;

    private ProfileStore store() {
        return ProfileStore.in(cache.resolve("new"));
    }

    @Test
    void shouldFindWhatItHasKept() throws Exception {
        MachineProfile profile = Profiles.cpu("build-7", Profiles.disk("/ (/dev/vda)"));

        Path file = store().keep(profile);

        assertThat(store().find("build-7", "cpu")).contains(profile);
        assertThat(file).hasParent(cache.resolve("new/profiles"));
        assertThat(store().find("build-8", "cpu")).isEmpty();
        assertThat(store().find("build-7", "gpu0 NVIDIA H200")).isEmpty();
    }

    /** Machines share caches in their users' homes. */
    @Test
    void shouldKeepOneFileForEachMachineAndDevice() throws Exception {
        store().keep(Profiles.cpu("build-7"));
        store().keep(Profiles.cpu("build-8"));
        store().keep(Profiles.cpu("build-7"));

        try (Stream<Path> files = Files.list(store().directory())) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void shouldNotTakeTheProfileOfAnotherMachineWhoseNameGivesTheSameFile() throws Exception {
        store().keep(Profiles.cpu("build/7"));

        assertThat(store().file("build/7", "cpu")).isEqualTo(store().file("build 7", "cpu"));
        assertThat(store().find("build 7", "cpu")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../../etc", "", "/root", "a\\b", ".hidden"})
    void shouldStayInItsDirectoryWhateverAMachineIsCalled(String host) {
        Path file = store().file(host, "../cpu");

        assertThat(file.normalize().getParent()).isEqualTo(store().directory());
        assertThat(file.getFileName().toString()).doesNotStartWith(".").endsWith(".json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[]", "{\"v\":1", "{\"v\":1,\"host\":\"build-7\",\"device\":\"cpu\"}"})
    void shouldTakeWhatIsDamagedForNothing(String text) throws Exception {
        Files.writeString(store().keep(Profiles.cpu("build-7")), text);

        assertThat(store().find("build-7", "cpu")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0", "-1.0", "1e999", "null"})
    void shouldTakeNumbersThatNobodyCanHaveMeasuredForNothing(String rate) throws Exception {
        Path file = store().keep(Profiles.cpu("build-7"));
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("\"memory\" : [^,]+", "\"memory\" : " + rate));

        assertThat(Files.readString(file)).isNotEqualTo(text);
        assertThat(store().find("build-7", "cpu")).isEmpty();
    }

    @Test
    void shouldRememberAFileSystemOnceAndNotTooMany() {
        MachineProfile profile = Profiles.cpu("build-7", Profiles.disk("/"));

        assertThat(profile.with(Profiles.disk("/")).disks()).hasSize(1);
        MachineProfile many = IntStream.range(0, 100)
                .mapToObj(number -> Profiles.disk("/" + number))
                .reduce(profile, MachineProfile::with, (one, other) -> other);
        assertThat(many.disks()).hasSize(MachineProfile.MOST_DISKS).first().isEqualTo(Profiles.disk("/99"));
    }
}
