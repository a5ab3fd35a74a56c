package io.jenkins.trainmodel.trainer.custom;

import io.jenkins.trainmodel.part.PartCheck.Subject;
import io.jenkins.trainmodel.spec.schema.PathPattern;
import io.jenkins.trainmodel.trainer.data.file.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The jars and folders of a class path, in its order; those of a pattern by name.
 *
 * @param places absolute; each is there
 */
record ClassPath(List<Path> places) {
    private static final String WANTED = "a jar, a folder of classes, or a pattern such as libs/*.jar";

    /** @throws PartException if one of them is not there, or no jar */
    static ClassPath of(List<Path> named) {
        List<Path> places = new ArrayList<>();
        for (Path name : named) {
            places.addAll(found(name));
        }
        places.stream().filter(Files::isRegularFile).forEach(ClassPath::requireJar);
        return new ClassPath(List.copyOf(places));
    }

    private static List<Path> found(Path name) {
        PathPattern pattern = PathPattern.of(name);
        List<Path> found = pattern.isPattern() ? matching(pattern) : Files.exists(name) ? List.of(name) : List.of();
        if (found.isEmpty()) {
            throw PartException.of(Subject.CLASSPATH, name + ", which is nowhere", WANTED);
        }
        return found;
    }

    private static List<Path> matching(PathPattern pattern) {
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(pattern.beginning(), pattern.rest().toString())) {
            List<Path> found = new ArrayList<>();
            files.forEach(found::add);
            return found.stream().sorted().toList();
        } catch (IOException unreadable) {
            throw PartException.of(Subject.CLASSPATH, pattern.beginning() + ", which cannot be read", WANTED);
        }
    }

    private static void requireJar(Path file) {
        try (ZipFile jar = new ZipFile(file.toFile())) {
            jar.size();
        } catch (IOException none) {
            throw PartException.of(
                    Subject.CLASSPATH, file + ", which is no jar (" + none.getMessage() + ")", "a jar that is whole");
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

    /** The SHA-256 of every jar by its name, and that of every folder over the names and contents of its files. */
    Map<String, String> fingerprints() {
        Map<String, String> fingerprints = new TreeMap<>();
        for (Path place : places) {
            MessageDigest digest = SourceFile.sha256();
            try {
                update(digest, place);
            } catch (IOException failure) {
                throw new UncheckedIOException("The class path cannot be read: " + place, failure);
            }
            fingerprints.put(place.getFileName().toString(), HexFormat.of().formatHex(digest.digest()));
        }
        return fingerprints;
    }

    private static void update(MessageDigest digest, Path place) throws IOException {
        if (Files.isRegularFile(place)) {
            add(digest, place);
            return;
        }
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(
                        place.relativize(file).toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8));
                add(digest, file);
            }
        }
    }

    private static void add(MessageDigest digest, Path file) throws IOException {
        try (InputStream content = new DigestInputStream(Files.newInputStream(file), digest)) {
            content.transferTo(OutputStream.nullOutputStream());
        }
    }
}
