package io.jenkins.trainmodel.trainer.data.idx;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The element types of IDX files; numbers are big-endian. */
enum IdxType {
    UNSIGNED_BYTE(0x08, 1, true),
    SIGNED_BYTE(0x09, 1, true),
    SHORT(0x0B, 2, true),
    INT(0x0C, 4, true),
    FLOAT(0x0D, 4, false),
    DOUBLE(0x0E, 8, false);

    private final int code;
    private final int bytes;
    private final boolean whole;

    IdxType(int code, int bytes, boolean whole) {
        this.code = code;
        this.bytes = bytes;
        this.whole = whole;
    }

    static Optional<IdxType> of(int code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }

    int bytes() {
        return bytes;
    }

    /** Tells whether its numbers have no fraction. */
    boolean whole() {
        return whole;
    }

    double read(ByteBuffer data) {
        return switch (this) {
            case UNSIGNED_BYTE -> data.get() & 0xFF;
            case SIGNED_BYTE -> data.get();
            case SHORT -> data.getShort();
            case INT -> data.getInt();
            case FLOAT -> data.getFloat();
            case DOUBLE -> data.getDouble();
        };
    }
}
