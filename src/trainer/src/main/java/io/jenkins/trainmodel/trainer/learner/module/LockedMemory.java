package io.jenkins.trainmodel.trainer.learner.module;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.jenkins.trainmodel.trainer.data.batch.BatchMemory;
import io.jenkins.trainmodel.trainer.network.script.ScriptMethod;
import io.jenkins.trainmodel.trainer.network.script.ScriptModule;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Host memory that the system leaves in its place (page-locked), so that a GPU reads it by itself while the host goes on. It is
 * libtorch's: whoever copies a tensor from it to a GPU makes libtorch note the fact, and what is freed is not given out again before the
 * GPU has read it (docs/adr/0104). So a batch that is closed gives its memory back, and the next one takes other memory, mostly such as an
 * earlier one has given back. Where there is no more of it, Java's takes its place, which is slower and else the same.
 */
public final class LockedMemory implements BatchMemory {
    private static final String CLASS = "HostMemory";
    private static final String TAKE = "take";

    /** Bytes (type 0) in host memory. */
    private static final String BODY = """
                return torch.empty([bytes], dtype=0, layout=None, device=torch.device("cpu"), pin_memory=locked)
            """;

    private final boolean locked;
    private final PtNDManager manager = (PtNDManager) NDManager.newBaseManager(Device.cpu(), "PyTorch");
    private final PtSymbolBlock module;
    private volatile boolean missing;

    /** @param locked whether it is page-locked; without a GPU there is no such memory, and the rest is the same */
    public LockedMemory(boolean locked) {
        this.locked = locked;
        module = ScriptEngine.load(
                manager,
                new ScriptModule(
                        CLASS,
                        Map.of("training", false),
                        List.of(new ScriptMethod(TAKE, "bytes: int, locked: bool", "Tensor", BODY).text(CLASS))));
    }

    @Override
    public Block take(int bytes) {
        if (missing) {
            return OF_JAVA.take(bytes);
        }
        try (IValue size = IValue.from((long) bytes);
                IValue lock = IValue.from(locked);
                IValue taken = IValueUtils.runMethod(module, TAKE, size, lock)) {
            PtNDArray array = taken.toTensor(manager);
            return new TorchBlock(array, JniUtils.getByteBuffer(array, true));
        } catch (EngineException failure) {
            missing = true;
            // where libtorch's other words go
            LoggerFactory.getLogger(PtNDManager.class)
                    .warn("no page-locked memory for batches: {}", failure.getMessage());
            return OF_JAVA.take(bytes);
        }
    }

    private final class TorchBlock implements Block {
        private final PtNDArray array;
        private final ByteBuffer bytes;

        private TorchBlock(PtNDArray array, ByteBuffer bytes) {
            this.array = array;
            this.bytes = bytes;
        }

        @Override
        public ByteBuffer bytes() {
            return bytes;
        }

        @Override
        public Block next() {
            int size = bytes.capacity();
            array.close();
            return take(size);
        }
    }
}
