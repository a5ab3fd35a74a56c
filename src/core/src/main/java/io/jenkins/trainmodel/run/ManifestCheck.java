package io.jenkins.trainmodel.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares a manifest with the files that are there. Only files that the walk found are opened, so no path leads out. */
record ManifestCheck(Manifest manifest, FileTree tree) {
    private static final int MAXIMUM_PATH_LENGTH = 1024;

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (Manifest.Entry entry : manifest.files()) {
            check(entry, named.add(entry.path())).ifPresent(problems::add);
        }
        for (String link : tree.others()) {
            problems.add(String.format(
                    Locale.ROOT, "%s is a link or a special file, and only plain files are allowed", link));
        }
        for (String extra : unexpected(named)) {
            problems.add(String.format(Locale.ROOT, "%s is not in the manifest", extra));
        }
        return List.copyOf(problems);
    }

    private Set<String> unexpected(Set<String> named) {
        Set<String> unexpected = new TreeSet<>(tree.files().keySet());
        unexpected.removeAll(named);
        unexpected.remove(Manifest.FILE_NAME);
        return unexpected;
    }

    private Optional<String> check(Manifest.Entry entry, boolean first) {
        if (!isRelativeAndPlain(entry.path()) || entry.path().equals(Manifest.FILE_NAME)) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "the manifest names the path \"%s\", which is not a plain relative path",
                    printable(entry.path())));
        }
        if (!first) {
            return Optional.of(String.format(Locale.ROOT, "the manifest names %s twice", entry.path()));
        }
        Path file = tree.files().get(entry.path());
        if (file == null) {
            return tree.others().contains(entry.path())
                    ? Optional.empty()
                    : Optional.of(String.format(Locale.ROOT, "%s is missing", entry.path()));
        }
        return compare(entry, file);
    }

    private static Optional<String> compare(Manifest.Entry entry, Path file) {
        try {
            long bytes = Files.size(file);
            if (bytes != entry.bytes()) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "%s has %,d bytes, and the manifest says %,d",
                        entry.path(),
                        bytes,
                        entry.bytes()));
            }
            return entry.checksum().of(file).equals(entry.digits())
                    ? Optional.empty()
                    : Optional.of(String.format(
                            Locale.ROOT,
                            "%s was changed or damaged: its %s differs from the manifest's",
                            entry.path(),
                            entry.checksum()));
        } catch (IOException e) {
            return Optional.of(String.format(Locale.ROOT, "%s cannot be read: %s", entry.path(), e.getMessage()));
        }
    }

    /** Holds on every system, since a package may travel from one to another. */
    static boolean isRelativeAndPlain(String path) {
        return path.length() <= MAXIMUM_PATH_LENGTH
                && path.chars().noneMatch(c -> c < ' ' || c == '\\' || c == ':')
                && Arrays.stream(path.split("/", -1)).noneMatch(Set.of("", ".", "..")::contains);
    }

    private static String printable(String path) {
        String shortened = path.substring(0, Math.min(path.length(), MAXIMUM_PATH_LENGTH));
        return shortened.replaceAll("\\p{Cntrl}", "?");
    }
}
