package io.jenkins.trainmodel.trainer.learner.block;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.StillStatistics;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the memory of DJL's arrays that are closed between the way forward and the way back. On the CPU an array that Java gave
 * its numbers has them in a buffer of Java's. DJL closes the array of the number within {@code mul(Number)} and its like, and with
 * it forgets the buffer, while the way back still multiplies by it: after a collection the gradient is wrong without a word.
 * Nothing tells when such an array is closed but the list of its manager, so that list is replaced by one that does (docs/adr/0091).
 * It also tells when one comes to be, which then normalises by frozen statistics as it does in evaluation.
 */
public final class HeldMemory {
    private static final String ACCESSIBLE = "a field that was made accessible is";

    private static final Field RESOURCES = field(BaseNDManager.class, "resources");
    private static final Field MEMORY = field(PtNDArray.class, "dataRef");

    private static final Field OPERATIONS = field(PtNDArray.class, "ptNDArrayEx");

    private final List<ByteBuffer> held = new ArrayList<>();
    /** Identifiers of the arrays that are statistics and stand still. */
    private final Set<String> still = ConcurrentHashMap.newKeySet();

    private int holders;

    private HeldMemory() {}

    private static Field field(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException | RuntimeException other) {
            throw new IllegalStateException(
                    "this version of DJL is none in which blocks of users' own can be trained: " + type.getName()
                            + " has no " + name,
                    other);
        }
    }

    /** That of the process: all managers that are made from now on belong to it, whoever makes them, and this one. */
    public static HeldMemory of(NDManager manager) {
        BaseNDManager root = root((BaseNDManager) manager);
        HeldMemory memory = resources(root) instanceof Watched watched ? watched.memory() : new HeldMemory();
        memory.watch(root);
        memory.watch((BaseNDManager) manager);
        return memory;
    }

    private static BaseNDManager root(BaseNDManager manager) {
        BaseNDManager root = manager;
        while (root.getParentManager() instanceof BaseNDManager above) {
            root = above;
        }
        return root;
    }

    /** From here on what is closed keeps its memory. */
    public synchronized void hold() {
        holders++;
    }

    /** What was kept is given back, when nobody holds any more. */
    public synchronized void release() {
        holders--;
        if (holders == 0) {
            held.clear();
        }
    }

    /** From here on batches are normalised by these statistics, which stay as they are. */
    void keepStill(List<? extends NDArray> statistics) {
        statistics.forEach(array -> still.add(array.getUid()));
    }

    /** The same statistics move again. */
    void letMove(List<? extends NDArray> statistics) {
        statistics.forEach(array -> still.remove(array.getUid()));
    }

    private void entered(PtNDArray array) {
        if (!still.isEmpty()) {
            set(OPERATIONS, array, new StillStatistics(array, statistics -> still.contains(statistics.getUid())));
        }
    }

    private static void set(Field field, Object owner, Object value) {
        try {
            field.set(owner, value);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(ACCESSIBLE, impossible);
        }
    }

    private static Object get(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(ACCESSIBLE, impossible);
        }
    }

    private synchronized void keep(AutoCloseable closed) {
        if (holders > 0 && closed instanceof PtNDArray array) {
            ByteBuffer memory = (ByteBuffer) get(MEMORY, array);
            if (memory != null) {
                held.add(memory);
            }
        }
    }

    private static Map<?, ?> resources(BaseNDManager manager) {
        return (Map<?, ?>) get(RESOURCES, manager);
    }

    @SuppressWarnings("unchecked") // the type that the field is declared with
    private void watch(BaseNDManager manager) {
        Map<?, ?> before = resources(manager);
        if (before instanceof Watched) {
            return;
        }
        Watched watched = new Watched(this);
        watched.putAll((Map<String, AutoCloseable>) before);
        set(RESOURCES, manager, watched);
    }

    /** What belongs to a manager. */
    private static final class Watched extends ConcurrentHashMap<String, AutoCloseable> {
        private static final long serialVersionUID = 1;

        private final transient HeldMemory memory;

        Watched(HeldMemory memory) {
            this.memory = memory;
        }

        HeldMemory memory() {
            return memory;
        }

        @Override
        public AutoCloseable put(String name, AutoCloseable resource) {
            if (resource instanceof PtNDManager manager) {
                memory.watch(manager);
            } else if (resource instanceof PtNDArray array) {
                memory.entered(array);
            }
            return super.put(name, resource);
        }

        @Override
        public AutoCloseable remove(Object name) {
            AutoCloseable removed = super.remove(name);
            memory.keep(removed);
            return removed;
        }

        /** A manager that is closed asks for them, closes them, and removes none. */
        @Override
        public Collection<AutoCloseable> values() {
            Collection<AutoCloseable> all = super.values();
            all.forEach(memory::keep);
            return all;
        }
    }
}
