package io.jenkins.trainmodel.trainer.replica;

import io.jenkins.trainmodel.trainer.collective.Collective;
import io.jenkins.trainmodel.trainer.collective.Collective.Patience;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Parameters, buffers and optimizer state on their way from the learner that leads to those that follow. */
record LearnedState(Learner learner, Collective collective) {
    /** Whole elements of any type. */
    private static final int PIECE_BYTES = 1 << 20;

    void give() {
        try {
            for (NamedTensor tensor : learner.parameters()) {
                give(tensor);
            }
            for (NamedTensor tensor : learner.optimizerState()) {
                give(tensor);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("what was learned cannot be read", failure);
        }
    }

    private void give(NamedTensor tensor) throws IOException {
        ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);
        for (long offset = 0; offset < tensor.byteSize(); offset += PIECE_BYTES) {
            piece.clear().limit((int) Math.min(PIECE_BYTES, tensor.byteSize() - offset));
            tensor.read(offset, piece);
            collective.broadcast(piece.flip(), Patience.BOUNDED);
        }
    }

    void take() {
        List<NamedTensor> parameters = taken(learner.parameters());
        List<NamedTensor> state = taken(learner.optimizerState());
        learner.restoreParameters(parameters);
        learner.restoreOptimizerState(state);
    }

    /** In place of those of the learner, which have the same names and shapes in the same order. */
    private List<NamedTensor> taken(List<NamedTensor> own) {
        List<NamedTensor> taken = new ArrayList<>();
        for (NamedTensor tensor : own) {
            ByteBuffer elements = ByteBuffer.allocateDirect(Math.toIntExact(tensor.byteSize()));
            for (int offset = 0; offset < elements.capacity(); offset += PIECE_BYTES) {
                int bytes = Math.min(PIECE_BYTES, elements.capacity() - offset);
                collective.broadcast(elements.slice(offset, bytes), Patience.BOUNDED);
            }
            taken.add(new HostTensor(tensor.name(), tensor.type(), tensor.shape(), elements));
        }
        return taken;
    }
}
