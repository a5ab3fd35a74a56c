package io.jenkins.trainmodel.trainer.benchmark;

import java.io.IOException;
import java.nio.file.Path;

/** The other side of a duel: it trains the same network on the same data. */
interface Opponent extends AutoCloseable {
    /** Makes it ready to train. */
    @FunctionalInterface
    interface Beginning {
        /** @param folder with the data that {@link ContestNetwork} wrote */
        Opponent in(Path folder) throws Exception;
    }

    /** Seconds of a turn, until the device has done all of it. */
    double takeTurn(int steps) throws IOException;

    @Override
    void close() throws IOException;
}
