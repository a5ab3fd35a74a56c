package io.jenkins.trainmodel.trainer.benchmark;

import ai.djl.nn.Block;
import java.io.IOException;
import java.util.List;

/** DJL's blocks and optimizer as the other side of a duel. */
final class DjlOpponent implements Opponent {
    private static final double NANOSECONDS = 1e9;

    private final DjlLoop loop;
    private final int steps;

    /** @param steps of a turn */
    DjlOpponent(ContestNetwork network, Block block, int steps) throws Exception {
        this.steps = steps;
        loop = DjlLoop.bare(block, List.of(network.trainingData(steps)), network.batchSize());
    }

    @Override
    public double takeTurn(int wanted) throws IOException {
        if (wanted != steps) {
            throw new IllegalArgumentException("a turn has " + steps + " steps, not " + wanted);
        }
        long begin = System.nanoTime();
        try {
            loop.takeTurn();
        } catch (Exception failure) {
            throw new IOException("DJL's loop failed", failure);
        }
        return (System.nanoTime() - begin) / NANOSECONDS;
    }

    @Override
    public void close() {
        loop.close();
    }
}
