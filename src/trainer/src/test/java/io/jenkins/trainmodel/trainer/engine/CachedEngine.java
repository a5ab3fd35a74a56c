package io.jenkins.trainmodel.trainer.engine;

import io.jenkins.trainmodel.trainer.engine.library.Libtorch;
import io.jenkins.trainmodel.trainer.library.CacheLocation;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the user's cache holds. */
final class CachedEngine {
    private CachedEngine() {}

    /** Its libtorch for the CPU, which a test has let it fetch. */
    static Path libtorch() throws IOException {
        Path cache =
                CacheLocation.of(System.getenv(), MachinePlatform.current(), Path.of(System.getProperty("user.home")));
        try (var entries = Files.newDirectoryStream(cache, "libtorch-*-" + Libtorch.FLAVOR + "-*")) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry)) {
                    return entry;
                }
            }
        }
        throw new AssertionError("no libtorch in " + cache);
    }

    /** DJL's JNI library. */
    static Path jni() throws IOException {
        Path cache =
                CacheLocation.of(System.getenv(), MachinePlatform.current(), Path.of(System.getProperty("user.home")));
        String name = MachinePlatform.current().libraryFile("djl_torch");
        try (Stream<Path> files = Files.walk(cache.resolve("jni"))) {
            return files.filter(file -> file.toString().endsWith(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A libtorch that says it is for CUDA, in a new folder of this one; what it has for CUDA cannot be loaded. */
    static Path forCuda(Path empty) throws IOException {
        Path given = linked(libtorch(), empty);
        for (String library : List.of("torch_cuda", "c10_cuda", "caffe2_nvrtc")) {
            Files.writeString(given.resolve(MachinePlatform.current().libraryFile(library)), "no library at all");
        }
        return given;
    }

    private static Path linked(Path libraries, Path empty) throws IOException {
        Path folder = Files.createDirectory(empty.resolve("libtorch"));
        try (Stream<Path> files = Files.list(libraries)) {
            for (Path file : files.toList()) {
                Files.createSymbolicLink(folder.resolve(file.getFileName()), file);
            }
        }
        return folder;
    }
}
