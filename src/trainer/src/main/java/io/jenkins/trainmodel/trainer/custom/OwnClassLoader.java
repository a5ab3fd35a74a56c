package io.jenkins.trainmodel.trainer.custom;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The class loader of one run's own code. With the trainer it shares the interface, DJL, which networks are
 * made of, and SLF4J; of all else that the
 * trainer is made of nothing can be seen, so that the libraries beside the user's code are its own.
 */
final class OwnClassLoader extends URLClassLoader {
    /** By which stack traces tell the user's classes. */
    static final String NAME = "own";

    static {
        registerAsParallelCapable();
    }

    /** What parts are called, by the name of their class. */
    private final Map<String, String> parts = new ConcurrentHashMap<>();

    OwnClassLoader(URL[] classpath) {
        super(NAME, classpath, new Shared());
    }

    /** @param what as people call it, such as {@code the metric balanced} */
    void created(Class<?> type, String what) {
        parts.put(type.getName(), what);
    }

    /** The part whose class, or one within it, has this name; empty where none is known. */
    Optional<String> part(String className) {
        for (String name = className; ; name = name.substring(0, name.lastIndexOf('$'))) {
            if (parts.containsKey(name) || name.indexOf('$') < 0) {
                return Optional.ofNullable(parts.get(name));
            }
        }
    }

    /** The Java platform, and what is shared with the trainer. */
    private static final class Shared extends ClassLoader {
        private static final String[] SHARED = {"io.jenkins.trainmodel.own.", "org.slf4j.", "ai.djl."};
        /** Of DJL the engine's own classes are the trainer's, which may change. */
        private static final String HIDDEN = "ai.djl.pytorch.";

        static {
            registerAsParallelCapable();
        }

        Shared() {
            super("shared", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            for (String prefix : SHARED) {
                if (name.startsWith(prefix) && !name.startsWith(HIDDEN)) {
                    return Shared.class.getClassLoader().loadClass(name);
                }
            }
            throw new ClassNotFoundException(name);
        }
    }
}
