package io.jenkins.trainmodel.trainer.network.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptArchiveTest {
    private static final int COMPRESSED_SIZE = 18;
    private static final int UNKNOWN_HERE = -1;

    /** The header of an entry alone: its data, which may be gigabytes, would come next. */
    private static ByteBuffer header(long bytes) throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        new ScriptArchive("model", target).begin("data/0", bytes, new CRC32());
        return ByteBuffer.wrap(target.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 0xFFFF_FFFEL, 0xFFFF_FFFFL, 1L << 32, 3L << 40})
    void shouldBeginTheDataOfAnEntryOfAnySizeAtAMultipleOf64Bytes(long bytes) throws IOException {
        assertThat(header(bytes).capacity() % 64).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0xFFFF_FFFFL, 1L << 32})
    void shouldSayTheSizeOfALargeEntryInAFieldOfItsOwn(long bytes) throws IOException {
        assertThat(header(bytes).getInt(COMPRESSED_SIZE)).isEqualTo(UNKNOWN_HERE);
    }
}
