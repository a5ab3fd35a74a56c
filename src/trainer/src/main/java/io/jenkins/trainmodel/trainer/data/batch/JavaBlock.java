package io.jenkins.trainmodel.trainer.data.batch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Made once for a run. */
record JavaBlock(ByteBuffer bytes) implements BatchMemory.Block {
    static JavaBlock of(int bytes) {
        try {
            return new JavaBlock(ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()));
        } catch (OutOfMemoryError full) {
            throw BatchBuffers.noRoom(bytes);
        }
    }

    @Override
    public BatchMemory.Block next() {
        return this;
    }
}
