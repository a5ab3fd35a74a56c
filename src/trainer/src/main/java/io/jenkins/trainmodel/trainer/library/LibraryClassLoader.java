package io.jenkins.trainmodel.trainer.library;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The class loader of one library. What the library's jar has comes from it, also where the trainer has a class of that name;
 * all else is the trainer's. Its native libraries lie in a directory of its own and nowhere else.
 */
final class LibraryClassLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final Path natives;
    private final String guests;

    /** @param guests the package of the trainer's classes that meet the library; empty: none */
    LibraryClassLoader(URL jar, Path natives, String guests) {
        super(new URL[] {jar}, LibraryClassLoader.class.getClassLoader());
        this.natives = natives;
        this.guests = guests;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? ownOrTrainers(name, resolve) : loaded;
        }
    }

    private Class<?> ownOrTrainers(String name, boolean resolve) throws ClassNotFoundException {
        if (!guests.isEmpty() && name.startsWith(guests + ".")) {
            return guest(name);
        }
        return isInJar(name) ? findClass(name) : super.loadClass(name, resolve);
    }

    private boolean isInJar(String name) {
        return findResource(file(name)) != null;
    }

    private static String file(String name) {
        return name.replace('.', '/') + ".class";
    }

    /** A class of the trainer, defined once more where it sees the library. */
    private Class<?> guest(String name) throws ClassNotFoundException {
        try (InputStream content = getParent().getResourceAsStream(file(name))) {
            if (content == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] code = content.readAllBytes();
            return defineClass(name, code, 0, code.length);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }

    @Override
    protected String findLibrary(String name) {
        Path file = natives.resolve(System.mapLibraryName(name));
        return Files.isRegularFile(file) ? file.toString() : super.findLibrary(name);
    }
}
