package io.jenkins.trainmodel.trainer.library.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The mounted file systems of this machine, as Linux lists them; none elsewhere. The last of one place covers the others. */
public record Mounts(List<Mount> mounted) {
    private static final Path LIST = Path.of("/proc/self/mounts");
    private static final int FIELDS = 4;

    /** One file system and its options. */
    public record Mount(Path place, List<String> options) {}

    public static Mounts ofThisMachine() {
        try {
            return Files.isReadable(LIST) ? parse(Files.readAllLines(LIST)) : new Mounts(List.of());
        } catch (IOException e) {
            return new Mounts(List.of());
        }
    }

    /** Lines of device, place, type and options, parted by blanks; a blank within is written as an octal number. */
    static Mounts parse(List<String> lines) {
        return new Mounts(lines.stream()
                .map(line -> line.split(" "))
                .filter(fields -> fields.length >= FIELDS)
                .map(fields -> new Mount(Path.of(unescaped(fields[1])), Arrays.asList(fields[3].split(","))))
                .toList());
    }

    private static String unescaped(String place) {
        return place.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }

    /** Whether programs and libraries of this directory cannot be run, whatever their permissions are. */
    public boolean isNoexec(Path directory) {
        Path real = real(directory.toAbsolutePath());
        int longest = mounted.stream()
                .filter(mount -> real.startsWith(mount.place()))
                .map(mount -> mount.place().getNameCount())
                .max(Comparator.naturalOrder())
                .orElse(0);
        return mounted.stream()
                .filter(mount -> real.startsWith(mount.place()) && mount.place().getNameCount() == longest)
                .reduce((covered, covering) -> covering)
                .filter(mount -> mount.options().contains("noexec"))
                .isPresent();
    }

    /** Without links, as far as it is there; the rest is going to be. */
    private static Path real(Path directory) {
        for (Path part = directory; part != null; part = part.getParent()) {
            try {
                return part.toRealPath().resolve(part.relativize(directory)).normalize();
            } catch (IOException e) {
                // the one above it
            }
        }
        return directory;
    }
}
