package io.jenkins.trainmodel.trainer.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Reads event files strictly: every checksum and every byte must be right, but for a record that is cut short at the end. */
final class EventFileReader {
    private static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;

    private EventFileReader() {}

    record Event(double wallTime, long step, String fileVersion, boolean sessionStart, String tag, Object value) {}

    /** The events of all files of a directory in TensorBoard's order. */
    static List<Event> readAll(Path directory) throws IOException {
        List<Event> events = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                events.addAll(read(file));
            }
        }
        return events;
    }

    static List<Event> read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (bytes.remaining() >= HEADER_BYTES) {
            long length = bytes.getLong(bytes.position());
            check(bytes, Long.BYTES);
            if (bytes.remaining() < length + Integer.BYTES) {
                break;
            }
            events.add(event(fields(check(bytes, Math.toIntExact(length)))));
        }
        return events;
    }

    private static ByteBuffer check(ByteBuffer bytes, int length) {
        ByteBuffer data = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        CRC32C checksum = new CRC32C();
        checksum.update(data.duplicate());
        long crc = checksum.getValue();
        long masked = ((crc >>> 15 | crc << 17) & 0xffffffffL) + 0xa282ead8L & 0xffffffffL;
        bytes.position(bytes.position() + length);
        long found = bytes.getInt() & 0xffffffffL;
        if (found != masked) {
            throw new AssertionError("checksum " + found + " instead of " + masked);
        }
        return data;
    }

    private static Event event(Map<Integer, Object> event) {
        Map<Integer, Object> value = event.containsKey(5)
                ? fields((ByteBuffer) fields((ByteBuffer) event.get(5)).get(1))
                : Map.of();
        boolean start =
                event.containsKey(7) && fields((ByteBuffer) event.get(7)).get(1).equals(1L);
        return new Event(
                Double.longBitsToDouble((long) event.get(1)),
                (long) event.get(2),
                text(event.get(3)),
                start,
                text(value.get(1)),
                content(value));
    }

    private static Object content(Map<Integer, Object> value) {
        if (value.containsKey(8)) {
            String plugin =
                    text(fields((ByteBuffer) fields((ByteBuffer) value.get(9)).get(1))
                            .get(1));
            return plugin + ": " + text(fields((ByteBuffer) value.get(8)).get(8));
        }
        return value.containsKey(2) ? Float.intBitsToFloat((int) value.get(2)) : null;
    }

    private static String text(Object bytes) {
        return bytes == null
                ? null
                : StandardCharsets.UTF_8
                        .decode(((ByteBuffer) bytes).duplicate())
                        .toString();
    }

    private static Map<Integer, Object> fields(ByteBuffer message) {
        Map<Integer, Object> fields = new TreeMap<>();
        ByteBuffer bytes = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            long tag = varint(bytes);
            fields.put((int) (tag >>> 3), field(bytes, (int) tag & 7));
        }
        return fields;
    }

    private static Object field(ByteBuffer bytes, int wireType) {
        return switch (wireType) {
            case 0 -> varint(bytes);
            case 1 -> bytes.getLong();
            case 2 -> {
                int length = (int) varint(bytes);
                ByteBuffer slice = bytes.slice(bytes.position(), length);
                bytes.position(bytes.position() + length);
                yield slice;
            }
            case 5 -> bytes.getInt();
            default -> throw new AssertionError("wire type " + wireType);
        };
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
