package io.jenkins.trainmodel.trainer.learner.module;

import ai.djl.pytorch.jni.IValue;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorPieces;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A list of tensors that a module holds, read and given in pieces, so that no copy of a whole one is made.
 *
 * @param method of the module: gives elements of one of them; {@code take_} and its name is that which takes them
 * @param shapes of the list, in its order
 */
public record ModuleTensors(ScriptEngine engine, String method, List<TensorShape> shapes) {

    /** The tensors as they are in the moment when they are read. */
    public List<NamedTensor> live() {
        return IntStream.range(0, shapes.size())
                .<NamedTensor>mapToObj(place -> new Live(this, place))
                .toList();
    }

    /** Those of which a value is NaN or infinite: the engine looks through them where they lie. */
    public List<NamedTensor> notFinite() {
        List<NamedTensor> live = live();
        return IntStream.range(0, live.size())
                .filter(place -> live.get(place).byteSize() > 0 && !isFinite(place))
                .mapToObj(live::get)
                .toList();
    }

    private boolean isFinite(int place) {
        try (IValue index = IValue.from((long) place)) {
            return Arrays.stream(engine.vector("extremes_of_" + method, index)).allMatch(Double::isFinite);
        }
    }

    /**
     * Copies values into the module.
     *
     * @param values as many as the list has, in its order, with its types and shapes
     */
    public void take(List<NamedTensor> values, TensorPieces pieces) {
        try {
            for (int i = 0; i < values.size(); i++) {
                int place = i;
                TensorType type = shapes.get(i).type();
                pieces.forEach(
                        values.get(i),
                        (offset, piece) ->
                                engine.host().give("take_" + method, place, offset / type.bytes(), piece, type));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private record Live(ModuleTensors list, int place) implements NamedTensor {
        private TensorShape description() {
            return list.shapes.get(place);
        }

        @Override
        public String name() {
            return description().name();
        }

        @Override
        public TensorType type() {
            return description().type();
        }

        @Override
        public List<Long> shape() {
            return description().shape();
        }

        @Override
        public void read(long offset, ByteBuffer target) {
            int size = type().bytes();
            list.engine.host().read(list.method, place, offset / size, target.remaining() / size, target);
        }
    }
}
