package io.jenkins.trainmodel.trainer.custom;

import ai.djl.nn.Block;
import io.jenkins.trainmodel.own.Network;
import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.learner.block.BlockLoader;
import io.jenkins.trainmodel.trainer.learner.block.LoadedBlock;
import io.jenkins.trainmodel.trainer.network.layer.OwnBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Networks of users' own, each with a class loader that is closed with it. */
public final class OwnNetworks implements BlockLoader {

    @Override
    public LoadedBlock load(OwnBlock.Code code, List<Integer> sampleShape, int outputs) {
        OwnParts parts = OwnParts.open(code.classpath());
        try {
            Guard<Network> network = parts.create(PartKind.NETWORK, code.part());
            int[] shape = sampleShape.stream().mapToInt(Integer::intValue).toArray();
            Block block = network.call("create", part -> part.create(shape, outputs));
            Loaded loaded = new Loaded(parts, network, block);
            if (block == null) {
                throw loaded.failure("create() gives null");
            }
            return loaded;
        } catch (RuntimeException | Error failure) {
            parts.closeAfter(failure);
            throw failure;
        }
    }

    /**
     * Why the network of a model cannot be computed as it was trained, in half a sentence; empty where it can, or is one of the
     * trainer's.
     *
     * @param then the class path of its run
     */
    public static Optional<String> absence(TrainingSpec spec, Fingerprints then) throws IOException {
        if (spec.model().network().part().isEmpty()) {
            return Optional.empty();
        }
        try (OwnParts parts = OwnParts.open(spec.own().classpath())) {
            return parts.fingerprints().differenceFrom(then);
        } catch (PartException absent) {
            return Optional.of(absent.getMessage());
        }
    }

    private record Loaded(OwnParts parts, Guard<Network> network, Block block) implements LoadedBlock {
        @Override
        public String type() {
            return network.part().getClass().getName();
        }

        @Override
        public <T> T call(String doing, Supplier<T> code) {
            return network.call(doing, part -> code.get());
        }

        @Override
        public RuntimeException failure(String what) {
            return OwnCodeException.ofAnswer(network.what(), type(), what);
        }

        @Override
        public void close() {
            try {
                parts.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
