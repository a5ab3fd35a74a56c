package io.jenkins.trainmodel.trainer.learner.module;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies of a module's tensors in host memory that libtorch has taken: Java's limit of buffers outside the heap is not for
 * them. They outlive the module, and any thread may read them until they are closed.
 */
public final class CopiedTensors implements AutoCloseable {
    /** What a buffer sees of a tensor: no buffer is larger than 2 GiB. */
    private static final long VIEW = 1 << 30;

    private final PtNDManager memory = (PtNDManager) NDManager.newBaseManager(Device.cpu(), "PyTorch");
    private final ScriptEngine engine;
    private final long view;
    private volatile boolean closed;

    public CopiedTensors(ScriptEngine engine) {
        this(engine, VIEW);
    }

    /** @param view bytes that a buffer sees at most, a multiple of the largest element */
    public CopiedTensors(ScriptEngine engine, long view) {
        this.engine = engine;
        this.view = view;
    }

    /** Copies of all tensors of a list, as they are now. */
    public List<NamedTensor> of(ModuleTensors list) {
        List<NamedTensor> copies = new ArrayList<>();
        for (TensorShape shape : list.shapes()) {
            PtNDArray copy = engine.host().copy("copy_" + list.method(), copies.size(), memory);
            List<ByteBuffer> views = new ArrayList<>();
            long elements = view / shape.type().bytes();
            for (long first = 0; first < copy.getShape().size(); first += elements) {
                long count = Math.min(elements, copy.getShape().size() - first);
                views.add(engine.host().view(copy, first, count));
            }
            copies.add(new Copy(this, shape, views));
        }
        return copies;
    }

    @Override
    public void close() {
        closed = true;
        memory.close();
    }

    private record Copy(CopiedTensors owner, TensorShape description, List<ByteBuffer> views) implements NamedTensor {
        @Override
        public String name() {
            return description.name();
        }

        @Override
        public TensorType type() {
            return description.type();
        }

        @Override
        public List<Long> shape() {
            return description.shape();
        }

        @Override
        public void read(long offset, ByteBuffer target) {
            if (owner.closed) {
                throw new IllegalStateException("the copy of " + name() + " is gone");
            }
            long next = offset;
            while (target.hasRemaining()) {
                ByteBuffer view = views.get((int) (next / owner.view));
                int inView = (int) (next % owner.view);
                int count = Math.min(target.remaining(), view.capacity() - inView);
                target.put(target.position(), view, inView, count).position(target.position() + count);
                next += count;
            }
        }
    }
}
