package io.jenkins.trainmodel.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.json.JsonProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The size and a checksum of every file below a directory, kept in it as {@code manifest.json} and written last: a directory
 * without a valid manifest is not complete.
 *
 * @param version the schema version, {@link #SCHEMA_VERSION} for what this program writes
 * @param files sorted by path
 */
public record Manifest(@JsonProperty("v") int version, List<Entry> files) {
    public static final String FILE_NAME = "manifest.json";
    public static final int SCHEMA_VERSION = 1;

    private static final int MAXIMUM_BYTES = 16 << 20;
    private static final int MAXIMUM_DEPTH = 5;
    private static final JsonMapper MAPPER =
            BoundedJson.builder(MAXIMUM_BYTES, MAXIMUM_DEPTH).build();

    public Manifest {
        files = List.copyOf(files);
    }

    /**
     * A file. It has one checksum, and the other is empty.
     *
     * @param path relative to the directory, with slashes on every system
     * @param bytes its size
     * @param sha256 64 hexadecimal digits in lower case
     * @param crc32c 8 hexadecimal digits in lower case
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Entry(String path, long bytes, String sha256, String crc32c) {
        static Entry of(String path, long bytes, Checksum checksum, String digits) {
            return switch (checksum) {
                case SHA_256 -> new Entry(path, bytes, digits, "");
                case CRC_32C -> new Entry(path, bytes, "", digits);
            };
        }

        Checksum checksum() {
            return sha256.isEmpty() && !crc32c.isEmpty() ? Checksum.CRC_32C : Checksum.SHA_256;
        }

        String digits() {
            return checksum() == Checksum.SHA_256 ? sha256 : crc32c;
        }
    }

    /**
     * Computes the manifest of a directory, by SHA-256.
     *
     * @throws IOException if something in it is neither a directory nor a plain file, such as a link, or has a name that
     *     some system could not write
     */
    public static Manifest of(Path directory) throws IOException {
        return of(directory, Checksum.SHA_256, Map.of());
    }

    private static Manifest of(Path directory, Checksum checksum, Map<Path, String> known) throws IOException {
        FileTree tree = FileTree.of(directory);
        refuseUnlessPlain(directory, tree);
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, Path> file : tree.files().entrySet()) {
            if (!file.getKey().equals(FILE_NAME)) {
                Path path = file.getValue();
                String digits = known.containsKey(path) ? known.get(path) : checksum.of(path);
                entries.add(Entry.of(file.getKey(), Files.size(path), checksum, digits));
            }
        }
        return new Manifest(SCHEMA_VERSION, entries);
    }

    private static void refuseUnlessPlain(Path directory, FileTree tree) throws IOException {
        Stream<String> odd = tree.files().keySet().stream().filter(path -> !ManifestCheck.isRelativeAndPlain(path));
        Optional<String> first = Stream.concat(tree.others().stream(), odd).findFirst();
        if (first.isPresent()) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%s cannot get a manifest: %s is a link, a special file or a name that not every system has",
                    directory,
                    first.get()));
        }
    }

    /** Computes the manifest of a directory, by SHA-256, and writes it there, durably. To be called when all else is written. */
    public static Manifest write(Path directory) throws IOException {
        return write(directory, Checksum.SHA_256, Map.of());
    }

    /**
     * The same without reading again what was looked at while it was written.
     *
     * @param known checksums of files below the directory
     */
    public static Manifest write(Path directory, Checksum checksum, Map<Path, String> known) throws IOException {
        Manifest manifest = of(directory, checksum, known);
        DurableFiles.write(
                directory.resolve(FILE_NAME),
                MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        return manifest;
    }

    /**
     * Reads the manifest of a directory, without a look at the other files.
     *
     * @throws IOException if there is none, or it is no manifest that this program understands
     */
    public static Manifest read(Path directory) throws IOException {
        Path file = directory.resolve(FILE_NAME);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("there is no manifest.json, so it was never completed");
        }
        if (Files.size(file) > MAXIMUM_BYTES) {
            throw new IOException(String.format(Locale.ROOT, "manifest.json is larger than %,d bytes", MAXIMUM_BYTES));
        }
        return parse(Files.readAllBytes(file));
    }

    /**
     * Reads a manifest that is not a file here, such as one among a build's artifacts.
     *
     * @throws IOException if it is no manifest that this program understands
     */
    public static Manifest parse(byte[] json) throws IOException {
        Manifest manifest = known(json);
        if (manifest.version() != SCHEMA_VERSION) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "manifest.json has the version %d, and only %d is known here",
                    manifest.version(),
                    SCHEMA_VERSION));
        }
        return manifest;
    }

    private static Manifest known(byte[] json) throws IOException {
        try {
            Optional<Manifest> manifest = Optional.ofNullable(MAPPER.readValue(json, Manifest.class));
            return manifest.orElseThrow(() -> new IOException("manifest.json holds nothing"));
        } catch (JsonProcessingException e) {
            throw new IOException("manifest.json cannot be read: " + JsonProblem.of(e), e);
        }
    }

    /**
     * Compares a directory with its manifest.
     *
     * @return what is wrong, one sentence each, in the order of paths; empty: the directory is complete and unchanged
     */
    public static List<String> verify(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of(String.format(Locale.ROOT, "there is no directory %s", directory));
        }
        try {
            return new ManifestCheck(read(directory), FileTree.of(directory)).problems();
        } catch (IOException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }
}
