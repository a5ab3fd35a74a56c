package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many values a file of tensors holds, read as the format's specification says and not as this program reads it. */
record SafetensorsHeader(long values) {

    /** Reads the length of the header, then JSON, padded so that data is aligned; the file must be as long as it says. */
    static SafetensorsHeader read(Path safetensors) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(safetensors)).order(ByteOrder.LITTLE_ENDIAN);
        int length = Math.toIntExact(bytes.getLong());
        assertThat(length % Long.BYTES).isZero();
        long values = 0;
        for (JsonNode tensor : JsonMapper.builder().build().readTree(bytes.array(), Long.BYTES, length)) {
            values += product(tensor.path("shape"));
        }
        assertThat((long) bytes.capacity()).isEqualTo(Long.BYTES + length + values * Float.BYTES);
        return new SafetensorsHeader(values);
    }

    /** Of the sizes of a tensor; 0 for what is no tensor. */
    private static long product(JsonNode shape) {
        long product = shape.isArray() ? 1 : 0;
        for (JsonNode size : shape) {
            product *= size.asLong();
        }
        return product;
    }
}
