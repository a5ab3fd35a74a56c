package io.jenkins.trainmodel.trainer.library;

import io.jenkins.trainmodel.trainer.library.CachedLibraries.Entry;
import io.jenkins.trainmodel.trainer.library.maven.DownloadListener;
import io.jenkins.trainmodel.trainer.library.platform.LibraryException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Libraries of Java classes that this process has loaded, each by a class loader of its own. */
public final class LoadedLibraries {
    private static final String JAR = "classes.jar";

    /** By their directories. Lifetime: the process, as a native library can be loaded by one class loader only. */
    private static final Map<Path, ClassLoader> LOADED = new HashMap<>();

    private LoadedLibraries() {}

    /**
     * The class loader of a library, which is fetched first where the cache does not have it.
     *
     * @throws LibraryException where it cannot be had: what is missing, where it was looked for, and what to do
     */
    public static synchronized ClassLoader load(JarLibrary library, LibraryRequest request) {
        Path directory = request.nativeCache().resolve(library.name());
        ClassLoader loaded = LOADED.get(directory);
        if (loaded == null) {
            request.libraries("").provide(entry(library, directory, request.listener()));
            loaded = loader(library, directory);
            LOADED.put(directory, loaded);
        }
        return loaded;
    }

    private static Entry entry(JarLibrary library, Path directory, DownloadListener listener) {
        return new Entry(
                directory,
                List.of(library.artifact()),
                (jars, target) -> extract(library, new LibraryArchive(jars.get(0), listener), target));
    }

    private static void extract(JarLibrary library, LibraryArchive archive, Path target) throws IOException {
        archive.repack(library.classes(), target.resolve(JAR));
        for (Map.Entry<String, String> file : library.natives().entrySet()) {
            archive.extractFile(file.getKey(), target.resolve(file.getValue()));
        }
    }

    private static ClassLoader loader(JarLibrary library, Path directory) {
        try {
            return new LibraryClassLoader(directory.resolve(JAR).toUri().toURL(), directory, library.guests());
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException("the path of a file makes a URL", impossible);
        }
    }
}
