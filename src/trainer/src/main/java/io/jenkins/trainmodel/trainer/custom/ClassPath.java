package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.spec.schema.PathPattern;
import io.jenkins.trainmodel.trainer.custom.Fingerprints.Fingerprint;
import io.jenkins.trainmodel.trainer.data.file.FileList;
import io.jenkins.trainmodel.trainer.data.file.SourceFile;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The jars and folders of a class path, in its order; those of a pattern by name.
 *
 * @param places absolute; each is there
 */
record ClassPath(List<Path> places) {
    private static final String WANTED = "a jar, a folder of classes, or a pattern such as libs/*.jar";

    /** @throws PartException if one of them is not there, no jar, or one that brings others */
    static ClassPath of(List<Path> named) {
        List<Path> places = new ArrayList<>();
        for (Path name : named) {
            List<Path> found = found(name);
            found.stream().filter(Files::isRegularFile).forEach(file -> requireJar(name, file));
            places.addAll(found);
        }
        return new ClassPath(List.copyOf(places));
    }

    private static List<Path> found(Path name) {
        if (PathPattern.of(name).isPattern() && !Files.exists(name)) {
            return matching(name);
        }
        if (!Files.exists(name)) {
            throw PartException.ofPlace(name, name + ", which is nowhere", WANTED);
        }
        return List.of(name);
    }

    private static List<Path> matching(Path name) {
        try {
            return FileList.of(name);
        } catch (DataException none) {
            throw PartException.ofPlace(name, none.getMessage(), WANTED);
        }
    }

    private static void requireJar(Path name, Path file) {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            requireNoOthers(name, file, Optional.ofNullable(jar.getManifest()));
        } catch (IOException none) {
            throw PartException.ofPlace(
                    name, file + ", which is no jar (" + none.getMessage() + ")", "a jar that is whole");
        }
    }

    /** Jars that a manifest names would be loaded as well, and no checkpoint would know of them. */
    private static void requireNoOthers(Path name, Path file, Optional<Manifest> manifest) {
        manifest.map(given -> given.getMainAttributes().getValue(Attributes.Name.CLASS_PATH))
                .filter(others -> !others.isBlank())
                .ifPresent(others -> {
                    throw PartException.ofPlace(
                            name,
                            file + ", whose manifest brings other jars by its Class-Path: " + Line.of(others),
                            "a jar without Class-Path in its manifest, and beside it those that it needs");
                });
    }

    /**
     * Refuses a class of which there are several versions: which one runs would be a matter of the order.
     *
     * @param what as people call its part
     */
    void requireOne(String what, String className) {
        String file = className.replace('.', '/') + ".class";
        List<Path> holding =
                places.stream().distinct().filter(place -> holds(place, file)).toList();
        if (holding.size() > 1
                && holding.stream().map(ClassPath::sha256).distinct().count() > 1) {
            throw PartException.ofClassPath(
                    what + ", whose class " + className + " is in " + holding.size() + " places: "
                            + holding.stream().map(Path::toString).collect(Collectors.joining(", ")),
                    "one version of it on the class path");
        }
    }

    private static boolean holds(Path place, String file) {
        if (Files.isDirectory(place)) {
            return Files.exists(place.resolve(file));
        }
        try (JarFile jar = new JarFile(place.toFile(), false)) {
            return jar.getEntry(file) != null;
        } catch (IOException failure) {
            throw new UncheckedIOException("The class path cannot be read: " + place, failure);
        }
    }

    URL[] urls() {
        return places.stream().map(ClassPath::url).toArray(URL[]::new);
    }

    private static URL url(Path place) {
        try {
            return place.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException("the path of a file makes a URL", impossible);
        }
    }

    /** Of every jar and folder. */
    Fingerprints fingerprints() {
        return new Fingerprints(places.stream()
                .map(place -> new Fingerprint(place.getFileName().toString(), sha256(place)))
                .toList());
    }

    private static String sha256(Path place) {
        MessageDigest digest = SourceFile.sha256();
        try {
            if (Files.isRegularFile(place)) {
                add(digest, place);
            } else {
                addFolder(digest, place);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The class path cannot be read: " + place, failure);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** With the length of every name and content before it, so that no two folders give the same bytes. */
    private static void addFolder(MessageDigest digest, Path folder) throws IOException {
        Map<String, Path> byName = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            files.filter(Files::isRegularFile)
                    .forEach(file ->
                            byName.put(folder.relativize(file).toString().replace('\\', '/'), file));
        }
        for (Map.Entry<String, Path> file : byName.entrySet()) {
            byte[] name = file.getKey().getBytes(StandardCharsets.UTF_8);
            digest.update(bytes(name.length));
            digest.update(name);
            digest.update(bytes(Files.size(file.getValue())));
            add(digest, file.getValue());
        }
    }

    private static byte[] bytes(long length) {
        return ByteBuffer.allocate(Long.BYTES).putLong(length).array();
    }

    private static void add(MessageDigest digest, Path file) throws IOException {
        try (InputStream content = new DigestInputStream(Files.newInputStream(file), digest)) {
            content.transferTo(OutputStream.nullOutputStream());
        }
    }
}
