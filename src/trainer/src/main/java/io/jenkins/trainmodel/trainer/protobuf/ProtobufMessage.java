package io.jenkins.trainmodel.trainer.protobuf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A protocol buffers message under construction: the few wire types that event files and ONNX need (protobuf.dev, "Encoding").
 * Fields are written in the order of the calls.
 */
public final class ProtobufMessage {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED_32 = 5;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public ProtobufMessage integer(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    public ProtobufMessage fixed64(int field, double value) {
        tag(field, FIXED_64);
        littleEndian(Double.doubleToRawLongBits(value), Double.BYTES);
        return this;
    }

    public ProtobufMessage fixed32(int field, float value) {
        tag(field, FIXED_32);
        littleEndian(Float.floatToRawIntBits(value), Float.BYTES);
        return this;
    }

    public ProtobufMessage text(int field, String value) {
        return data(field, value.getBytes(StandardCharsets.UTF_8));
    }

    public ProtobufMessage message(int field, ProtobufMessage value) {
        return data(field, value.toBytes());
    }

    public ProtobufMessage data(int field, byte[] value) {
        announce(field, value.length);
        bytes.writeBytes(value);
        return this;
    }

    /** The beginning of a field whose bytes, so many, are written by whoever writes this message, right behind it. */
    public ProtobufMessage announce(int field, long length) {
        tag(field, LENGTH_DELIMITED);
        varint(length);
        return this;
    }

    public byte[] toBytes() {
        return bytes.toByteArray();
    }

    private void tag(int field, int wireType) {
        varint((long) field << 3 | wireType);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    private void littleEndian(long bits, int count) {
        for (int index = 0; index < count; index++) {
            bytes.write((int) (bits >>> 8 * index));
        }
    }
}
