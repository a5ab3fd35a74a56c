package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.own.Part;
import java.util.Arrays;
import java.util.concurrent.Callable;

/**
 * A part, and the way to call it: whatever it throws is said to be of the user's own code. While it is called, the thread's
 * class loader is that of its code, which threads that it starts inherit.
 *
 * @param what as people call it, such as {@code the metric balanced}
 */
public record Guard<P extends Part>(String what, P part) {
    static final int MOST_SAVED = 8 << 20;

    /** A method of a part that gives something. */
    @FunctionalInterface
    interface Method<P, T> {
        T of(P part) throws Exception;
    }

    /** A method of a part that gives nothing. */
    @FunctionalInterface
    public interface Action<P> {
        void on(P part) throws Exception;
    }

    /** @param doing the method that is called */
    <T> T call(String doing, Method<P, T> method) {
        boolean before = Thread.currentThread().isInterrupted();
        try {
            T given = call(what, "its method " + doing, part.getClass().getClassLoader(), () -> method.of(part));
            if (!before && Thread.interrupted()) {
                throw wrong(doing, "it leaves the training thread interrupted");
            }
            return given;
        } finally {
            clearInterrupt(before);
        }
    }

    /** An interrupt that its code has set would end what waits or writes next, which is none of its own. */
    private static void clearInterrupt(boolean before) {
        if (!before) {
            Thread.interrupted();
        }
    }

    /** As above, for a method that gives nothing. */
    void run(String doing, Action<P> method) {
        call(doing, callee -> {
            method.on(callee);
            return null;
        });
    }

    /**
     * The failure of a part that gives what no part of its kind may give.
     *
     * @param method the method that has given it
     * @param said what it gives, half a sentence about it
     */
    OwnCodeException wrong(String method, String said) {
        Class<?> giver = Arrays.stream(part.getClass().getMethods())
                .filter(candidate -> candidate.getName().equals(method) && !candidate.isBridge())
                .<Class<?>>map(java.lang.reflect.Method::getDeclaringClass)
                .filter(type -> type.getClassLoader() == part.getClass().getClassLoader())
                .findFirst()
                .orElse(part.getClass());
        return OwnCodeException.ofAnswer(what, giver.getName() + "." + method, said);
    }

    /** What the part remembers; as much as checkpoints are read with again. */
    byte[] save() {
        byte[] saved = call("save", Part::save);
        if (saved == null) {
            throw wrong("save", "it saves null; no bytes are new byte[0]");
        }
        if (saved.length > MOST_SAVED) {
            throw wrong("save", "it saves %,d bytes, and at most %,d are kept".formatted(saved.length, MOST_SAVED));
        }
        return saved;
    }

    /** Goes on with what it remembered; nothing where it has remembered nothing. */
    void restore(byte[] saved) {
        if (saved.length > 0) {
            run("restore", callee -> callee.restore(saved));
        }
    }

    /**
     * Calls code of a user's own of which there is no part yet.
     *
     * @param where in what of it, such as {@code its constructor}
     */
    static <T> T call(String what, String where, ClassLoader loader, Callable<T> code) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return code.call();
        } catch (PartException known) {
            // what is wrong has words already: own code cannot see this class, much less throw it
            throw known;
        } catch (StackOverflowError | OutOfMemoryError | LinkageError | RuntimeException | AssertionError failure) {
            throw OwnCodeException.of(what, where, failure);
        } catch (VirtualMachineError ofProcess) {
            throw ofProcess;
        } catch (Throwable other) {
            // code that was compiled elsewhere throws what it likes
            throw OwnCodeException.of(what, where, other);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
