package io.jenkins.trainmodel.trainer.tensorboard;

import io.jenkins.trainmodel.trainer.protobuf.ProtobufMessage;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Reads the scalars of an event file that somebody else writes, as it grows: those of {@code simple_value}, as PyTorch writes
 * them, and of a tensor with one number, as TensorFlow does. All other records are passed over. Formats as in {@link RecordFile}
 * and {@link EventMessages}.
 */
public final class ScalarReader {
    private static final int HEADER = Long.BYTES + Integer.BYTES;
    private static final int LARGEST_RECORD = 16 << 20;
    private static final int LONGEST_TAG = 200;

    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private boolean damaged;

    /** A value at a step. */
    public record Scalar(String tag, long step, double value) {}

    /** Whether there is something that is no record, behind which nothing can be found again. */
    public boolean isDamaged() {
        return damaged;
    }

    /** The scalars that these bytes complete. */
    public List<Scalar> read(byte[] bytes) {
        List<Scalar> scalars = new ArrayList<>();
        if (damaged) {
            return scalars;
        }
        pending.writeBytes(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(pending.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        while (!damaged && readRecord(buffer, scalars)) {
            // reads on
        }
        pending.reset();
        if (!damaged) {
            pending.write(buffer.array(), buffer.position(), buffer.remaining());
        }
        return scalars;
    }

    private boolean readRecord(ByteBuffer buffer, List<Scalar> scalars) {
        if (buffer.remaining() < HEADER) {
            return false;
        }
        int begin = buffer.position();
        long length = buffer.getLong(begin);
        damaged = checksum(buffer, begin, Long.BYTES) != buffer.getInt(begin + Long.BYTES)
                || length < 0
                || length > LARGEST_RECORD;
        if (damaged || buffer.remaining() < HEADER + length + Integer.BYTES) {
            return false;
        }
        int from = begin + HEADER;
        damaged = checksum(buffer, from, (int) length) != buffer.getInt(from + (int) length);
        if (!damaged) {
            readEvent(buffer.slice(from, (int) length).order(ByteOrder.LITTLE_ENDIAN), scalars);
        }
        buffer.position(from + (int) length + Integer.BYTES);
        return true;
    }

    private static int checksum(ByteBuffer buffer, int from, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(buffer.array(), from, length);
        return RecordFile.masked((int) checksum.getValue());
    }

    /** A message that is none says nothing. */
    private static void readEvent(ByteBuffer event, List<Scalar> scalars) {
        try {
            long step = 0;
            Optional<ByteBuffer> summary = Optional.empty();
            while (event.hasRemaining()) {
                Field field = Field.next(event);
                if (field.number() == EventMessages.EVENT_STEP) {
                    step = field.integer();
                } else if (field.number() == EventMessages.EVENT_SUMMARY) {
                    summary = field.message();
                }
            }
            if (summary.isPresent()) {
                readSummary(summary.get(), step, scalars);
            }
        } catch (BufferUnderflowException | IllegalArgumentException noMessage) {
            // Another program's affair.
        }
    }

    private static void readSummary(ByteBuffer summary, long step, List<Scalar> scalars) {
        while (summary.hasRemaining()) {
            Field field = Field.next(summary);
            if (field.number() == EventMessages.SUMMARY_VALUE && field.message().isPresent()) {
                readValue(field.message().get(), step).ifPresent(scalars::add);
            }
        }
    }

    private static Optional<Scalar> readValue(ByteBuffer value, long step) {
        Optional<String> tag = Optional.empty();
        Optional<Double> number = Optional.empty();
        while (value.hasRemaining()) {
            Field field = Field.next(value);
            if (field.number() == EventMessages.VALUE_TAG) {
                tag = field.message().map(ScalarReader::text);
            } else if (field.number() == EventMessages.VALUE_SIMPLE_VALUE) {
                number = field.float32();
            } else if (field.number() == EventMessages.VALUE_TENSOR) {
                number = field.message().flatMap(ScalarReader::tensor);
            }
        }
        Optional<Double> known = number;
        return tag.flatMap(name -> known.map(found -> new Scalar(name, step, found)));
    }

    /** One float32: as its bytes, or as a list of one. */
    private static Optional<Double> tensor(ByteBuffer tensor) {
        Optional<Double> number = Optional.empty();
        while (tensor.hasRemaining()) {
            Field field = Field.next(tensor);
            boolean holdsNumber = field.number() == EventMessages.TENSOR_CONTENT
                    || field.number() == EventMessages.TENSOR_FLOAT_VALUE;
            if (holdsNumber) {
                number = field.message()
                        .filter(bytes -> bytes.remaining() == Float.BYTES)
                        .map(bytes -> (double) bytes.getFloat(bytes.position()))
                        .or(field::float32);
            }
        }
        return number;
    }

    private static String text(ByteBuffer bytes) {
        byte[] text = new byte[Math.min(LONGEST_TAG, bytes.remaining())];
        bytes.get(bytes.position(), text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** A field of a message, as {@link ProtobufMessage} writes one. */
    private record Field(int number, long integer, Optional<Double> float32, Optional<ByteBuffer> message) {
        static Field next(ByteBuffer buffer) {
            long tag = varint(buffer);
            int number = (int) (tag >>> 3);
            return switch ((int) (tag & 7)) {
                case 0 -> new Field(number, varint(buffer), Optional.empty(), Optional.empty());
                case 1 -> new Field(number, buffer.getLong(), Optional.empty(), Optional.empty());
                case 2 -> new Field(number, 0, Optional.empty(), Optional.of(bytes(buffer)));
                case 5 -> new Field(number, 0, Optional.of((double) buffer.getFloat()), Optional.empty());
                default -> throw new IllegalArgumentException("a field of an unknown kind");
            };
        }

        private static ByteBuffer bytes(ByteBuffer buffer) {
            long length = varint(buffer);
            if (length < 0 || length > buffer.remaining()) {
                throw new IllegalArgumentException("a field that is longer than its message");
            }
            ByteBuffer slice = buffer.slice(buffer.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
            buffer.position(buffer.position() + (int) length);
            return slice;
        }

        private static long varint(ByteBuffer buffer) {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                byte next = buffer.get();
                value |= (long) (next & 0x7F) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("a number of too many bytes");
        }
    }
}
