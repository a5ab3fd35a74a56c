package io.jenkins.trainmodel.trainer.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.run.Checksum;
import io.jenkins.trainmodel.trainer.memory.ResidentMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HashedFileTest {
    /** More than all buffers hold, and no whole number of blocks. */
    private static final int LARGE = (34 << 20) + 3;

    @TempDir
    Path folder;

    private static byte[] content(int bytes) {
        byte[] content = new byte[bytes];
        new Random(7).nextBytes(content);
        return content;
    }

    private HashedFile write(byte[] content, int pieces) throws IOException {
        return write(content, pieces, Checksum.SHA_256);
    }

    private HashedFile write(byte[] content, int pieces, Checksum checksum) throws IOException {
        HashedFile file = new HashedFile(folder.resolve("file"), checksum);
        try (file) {
            file.write(content[0]);
            for (int next = 1; next < content.length; next += pieces) {
                file.write(content, next, Math.min(pieces, content.length - next));
            }
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1 << 18, (1 << 18) + 1, 8 << 20, (8 << 20) + 1, LARGE})
    void shouldHoldAndHashWhatWasWritten(int bytes) throws Exception {
        byte[] content = content(bytes);

        HashedFile file = write(content, 100_000);

        assertThat(Files.readAllBytes(folder.resolve("file"))).isEqualTo(content);
        assertThat(file.digits())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, LARGE})
    void shouldHaveTheCrcOfWhatWasWritten(int bytes) throws Exception {
        byte[] content = content(bytes);
        CRC32C crc = new CRC32C();
        crc.update(content);

        HashedFile file = write(content, 100_000, Checksum.CRC_32C);

        assertThat(file.digits()).isEqualTo("%08x".formatted(crc.getValue()));
    }

    /** A run of weeks saves thousands of times, and Java may not collect its heap between them. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldGiveBackTheMemoryThatItIsWrittenThrough() throws Exception {
        byte[] content = content(LARGE);
        write(content, 1 << 20);
        long before = ResidentMemory.bytes();

        for (int file = 0; file < 20; file++) {
            write(content, 1 << 20);
        }

        assertThat(ResidentMemory.bytes() - before).isLessThan(100L << 20);
    }

    @Test
    void shouldTakeThePlaceOfALongerFile() throws Exception {
        Files.write(folder.resolve("file"), content(1000));

        write(content(10), 10);

        assertThat(Files.readAllBytes(folder.resolve("file"))).isEqualTo(content(10));
    }

    /** A stop must not cost the checkpoint that it asks for. */
    @ParameterizedTest
    @ValueSource(ints = {1000, LARGE})
    void shouldBeWholeWhereItsThreadIsInterrupted(int bytes) throws Exception {
        Thread.currentThread().interrupt();

        write(content(bytes), 1 << 20);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(Files.readAllBytes(folder.resolve("file"))).isEqualTo(content(bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1 << 20, LARGE})
    @EnabledOnOs(OS.LINUX)
    void shouldSayThatTheDiskIsFull(int bytes) {
        assertThatThrownBy(() -> {
                    try (HashedFile file = new HashedFile(Path.of("/dev/full"), Checksum.SHA_256)) {
                        file.write(content(bytes));
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left on device");
    }

    @Test
    void shouldSayThatThereIsNoDirectory() {
        Path nowhere = folder.resolve("nowhere").resolve("file");

        assertThatThrownBy(() -> {
                    try (HashedFile file = new HashedFile(nowhere, Checksum.SHA_256)) {
                        file.write(content(1 << 20));
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere");
    }
}
