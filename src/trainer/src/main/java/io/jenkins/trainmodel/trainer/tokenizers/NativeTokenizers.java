package io.jenkins.trainmodel.trainer.tokenizers;

import io.jenkins.trainmodel.trainer.engine.platform.EngineVersions;
import io.jenkins.trainmodel.trainer.library.JarLibrary;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import io.jenkins.trainmodel.trainer.library.LoadedLibraries;
import io.jenkins.trainmodel.trainer.library.maven.LibraryArtifact;
import io.jenkins.trainmodel.trainer.library.platform.LibraryException;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The library of tokenizers: DJL's artifact of the engine's version, which has the native libraries of all platforms. */
public final class NativeTokenizers {
    private static final String GUESTS = NativeTokenizers.class.getPackageName() + ".guest";
    private static final String ENCODER = GUESTS + ".NativeEncoder";
    private static final String CLASSES = "ai/djl/huggingface/tokenizers/";

    private NativeTokenizers() {}

    /**
     * Loads a tokenizer, with the library first where this process has not loaded it yet.
     *
     * @param json the content of a {@code tokenizer.json}
     * @throws IllegalArgumentException if it is none: the library's own words
     * @throws LibraryException where the library cannot be had
     */
    public static TextEncoder load(String json, LibraryRequest request) {
        ClassLoader loader = LoadedLibraries.load(library(), request);
        try {
            return (TextEncoder)
                    loader.loadClass(ENCODER).getConstructor(String.class).newInstance(json);
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof IllegalArgumentException none) {
                throw none;
            }
            throw unusable(failure.getCause());
        } catch (ReflectiveOperationException | LinkageError failure) {
            throw unusable(failure);
        }
    }

    private static LibraryException unusable(Throwable failure) {
        return new LibraryException(
                "The native library of tokenizers cannot be loaded: %s. On Linux it needs glibc (not musl)."
                        .formatted(failure),
                failure);
    }

    private static JarLibrary library() {
        String version = EngineVersions.ofBuild().djl();
        MachinePlatform platform = MachinePlatform.current();
        return new JarLibrary(
                "tokenizers-" + version + "-" + platform.classifier(),
                new LibraryArtifact("ai.djl.huggingface", "tokenizers", "", version),
                entry -> entry.startsWith(CLASSES),
                natives(platform),
                GUESTS);
    }

    private static Map<String, String> natives(MachinePlatform platform) {
        return libraries(platform).stream()
                .map(System::mapLibraryName)
                .collect(Collectors.toMap(
                        file -> "native/lib/" + platform.classifier() + "/cpu/" + file, Function.identity()));
    }

    /** The names of the native libraries in the order in which they are loaded; the last one needs those before it. */
    public static List<String> libraries(MachinePlatform platform) {
        return platform.isWindows()
                ? List.of("libwinpthread-1", "libgcc_s_seh-1", "libstdc++-6", "tokenizers")
                : List.of("tokenizers");
    }
}
