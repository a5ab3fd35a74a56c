package io.jenkins.trainmodel.trainer.tensor;

/** Element types, named as safetensors names them. */
public enum TensorType {
    F64(8),
    F32(4),
    BF16(2),
    F16(2),
    I64(8),
    I32(4),
    I16(2),
    I8(1),
    U8(1),
    BOOL(1);

    private final int bytes;

    TensorType(int bytes) {
        this.bytes = bytes;
    }

    /** Size of one element in bytes. */
    public int bytes() {
        return bytes;
    }
}
