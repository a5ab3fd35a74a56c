package io.jenkins.trainmodel.trainer.tensor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.trainmodel.run.Checksum;
import io.jenkins.trainmodel.trainer.disk.HashedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes one file in the safetensors format (https://huggingface.co/docs/safetensors): the header's length as eight
 * little-endian bytes, a JSON header padded with spaces to a multiple of eight, then the tensors without gaps. The data
 * is streamed; only pieces of one tensor are copied at a time.
 */
final class SafetensorsWriter {
    static final String METADATA = "__metadata__";

    private static final int ALIGNMENT = 8;
    private static final JsonFactory JSON = new JsonFactory();

    private SafetensorsWriter() {}

    /**
     * Writes the file. Wide types come first, so that every tensor begins aligned; among equals
     * the name decides, so that equal tensors make equal files.
     *
     * @return its checksum
     */
    static String write(
            Path file, Collection<? extends NamedTensor> tensors, Map<String, String> metadata, Checksum checksum)
            throws IOException {
        requireDistinctNames(tensors);
        List<NamedTensor> sorted = new ArrayList<>(tensors);
        sorted.sort(Comparator.comparing((NamedTensor tensor) -> -tensor.type().bytes())
                .thenComparing(NamedTensor::name));
        HashedFile written = new HashedFile(file, checksum);
        try (written) {
            writeHeader(written, header(sorted, metadata));
            for (NamedTensor tensor : sorted) {
                written.write(tensor.byteSize(), tensor::read);
            }
        }
        return written.digits();
    }

    private static void requireDistinctNames(Collection<? extends NamedTensor> tensors) {
        Set<String> names = new HashSet<>(Set.of(METADATA));
        for (NamedTensor tensor : tensors) {
            if (!names.add(tensor.name())) {
                throw new IllegalArgumentException("a file cannot hold two tensors called " + tensor.name());
            }
        }
    }

    private static byte[] header(List<NamedTensor> tensors, Map<String, String> metadata) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            writeMetadata(json, metadata);
            long begin = 0;
            for (NamedTensor tensor : tensors) {
                long end = Math.addExact(begin, tensor.byteSize());
                writeEntry(json, tensor, begin, end);
                begin = end;
            }
            json.writeEndObject();
        }
        int padding = -bytes.size() & (ALIGNMENT - 1);
        byte[] spaces = new byte[padding];
        Arrays.fill(spaces, (byte) ' ');
        bytes.write(spaces);
        return bytes.toByteArray();
    }

    private static void writeMetadata(JsonGenerator json, Map<String, String> metadata) throws IOException {
        if (metadata.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(METADATA);
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static void writeEntry(JsonGenerator json, NamedTensor tensor, long begin, long end) throws IOException {
        json.writeObjectFieldStart(tensor.name());
        json.writeStringField("dtype", tensor.type().name());
        json.writeFieldName("shape");
        long[] shape = tensor.shape().stream().mapToLong(size -> size).toArray();
        json.writeArray(shape, 0, shape.length);
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {begin, end}, 0, 2);
        json.writeEndObject();
    }

    private static void writeHeader(OutputStream out, byte[] header) throws IOException {
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.write(length.putLong(header.length).array());
        out.write(header);
    }
}
