package io.jenkins.trainmodel.trainer.profile;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import io.jenkins.trainmodel.trainer.memory.MachineMemory;
import java.time.Duration;
import java.util.Optional;

/** Lets the engine copy, multiply and do next to nothing on a device, as a training does. A GPU is waited for before a clock is read. */
final class DeviceTrial implements AutoCloseable {
    private static final Duration LONG = Duration.ofMillis(1500);
    private static final Duration SHORT = Duration.ofMillis(500);
    /** More than processors keep beside themselves. */
    private static final long LARGEST_COPY = 128L << 20;
    /** Two such arrays are made, and others want memory, too. */
    private static final int SHARE_OF_MEMORY = 16;

    private static final long SMALLEST_COPY = 1L << 20;
    private static final int SMALLEST_MATRIX = 256;
    private static final int LARGEST_MATRIX = 4096;
    /** A product that takes as long is no longer held up by what lies around it. */
    private static final double ENOUGH_SECONDS = 0.02;

    private static final int PRODUCTS = 4;
    private static final int LAUNCHES = 1000;

    private final PtNDManager manager;
    private final NDArray one;

    DeviceTrial(Device device) {
        manager = (PtNDManager) NDManager.newBaseManager(device, "PyTorch");
        one = manager.create(0f);
    }

    /** What was begun on a GPU is done when a number can be had of it. */
    private void await() {
        one.toFloatArray();
    }

    /** Bytes a second that the device's memory reads and writes. */
    double memory() {
        long bytes = copied();
        try (NDManager scope = manager.newSubManager()) {
            NDArray from = scope.ones(new Shape(bytes / Float.BYTES));
            NDArray to = scope.zeros(new Shape(bytes / Float.BYTES));
            NDIndex all = new NDIndex(":");
            double seconds = Fastest.of(LONG, () -> {
                to.set(all, from);
                await();
            });
            return 2 * bytes / seconds;
        }
    }

    private static long copied() {
        return Math.max(
                SMALLEST_COPY,
                Math.min(LARGEST_COPY, MachineMemory.now().available() / SHARE_OF_MEMORY)
                        / SMALLEST_COPY
                        * SMALLEST_COPY);
    }

    /** Bytes a second from the memory of one device into that of another. */
    double transfer(Device from, Device to) {
        long bytes = copied();
        try (NDManager source = NDManager.newBaseManager(from, "PyTorch")) {
            NDArray array = source.ones(new Shape(bytes / Float.BYTES));
            return bytes
                    / Fastest.of(SHORT, () -> {
                        array.toDevice(to, true).close();
                        await();
                    });
        }
    }

    /** Floating point operations a second of products of matrices; empty where the device has none in this type. */
    Optional<Double> matrix(TrialScript.Type type) {
        try (TrialScript script = new TrialScript(manager)) {
            double rate = 0;
            for (int size = SMALLEST_MATRIX; size <= LARGEST_MATRIX; size *= 2) {
                double seconds = product(script, size, type, SHORT.dividedBy(5));
                rate = Math.max(rate, operations(size) / seconds);
                if (seconds >= ENOUGH_SECONDS || size == LARGEST_MATRIX) {
                    return Optional.of(Math.max(rate, operations(size) / product(script, size, type, LONG)));
                }
            }
            return Optional.of(rate);
        } catch (EngineException unknown) {
            return Optional.empty();
        }
    }

    /** Seconds of one product, by doing several in a row, which on a GPU are waited for once. */
    private double product(TrialScript script, int size, TrialScript.Type type, Duration time) {
        try (PtNDManager scope = (PtNDManager) manager.newSubManager()) {
            NDArray matrix = script.matrix(scope, size);
            return Fastest.of(time, () -> script.multiply(matrix, type, PRODUCTS)) / PRODUCTS;
        }
    }

    private static double operations(int size) {
        return 2.0 * size * size * size;
    }

    /** Seconds from one of the smallest operations to the next. */
    double launch() {
        try (TrialScript script = new TrialScript(manager)) {
            return Fastest.of(SHORT, () -> script.add(one, LAUNCHES)) / LAUNCHES;
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
