package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.run.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tokens of a cache that no run has asked for in {@link #KEPT}, by the times of their files: the time of an entry is that of
 * its last use. What cannot be removed now is when the next text is tokenized.
 */
record UnusedTokens(Path directory) {
    static final Duration KEPT = Duration.ofDays(60);

    /** Marks a file or directory as used now; where that is not allowed, it counts from when it was written. */
    static void use(Path kept) {
        try {
            Files.setLastModifiedTime(kept, FileTime.from(Instant.now()));
        } catch (IOException notAllowed) {
            // A cache that may only be read is cleared by whoever writes it.
        }
    }

    /** Removes them. An entry keeps its lock, behind which another process may stand. */
    void remove() {
        for (Path entry : children(directory)) {
            Path tokens = entry.resolve(TokenCache.TOKENS);
            if (isUnused(tokens)) {
                removeAlone(entry, tokens);
            }
        }
        for (Path listing : children(directory.resolve(TokenCache.LISTINGS))) {
            if (isUnused(listing)) {
                removeListing(listing);
            }
        }
    }

    private static List<Path> children(Path parent) {
        try (Stream<Path> children = Files.list(parent)) {
            return children.toList();
        } catch (IOException missing) {
            return List.of();
        }
    }

    private static boolean isUnused(Path kept) {
        try {
            return Files.getLastModifiedTime(kept)
                    .toInstant()
                    .isBefore(Instant.now().minus(KEPT));
        } catch (IOException missing) {
            return false;
        }
    }

    private static void removeAlone(Path entry, Path tokens) {
        try (FileChannel channel = FileChannel.open(
                        entry.resolve(TokenCache.LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            // Whoever had the lock until now may have used them.
            if (lock != null && isUnused(tokens)) {
                DurableFiles.deleteDirectory(tokens);
            }
        } catch (IOException | OverlappingFileLockException notNow) {
            // The next text that is tokenized tries again.
        }
    }

    private static void removeListing(Path listing) {
        try {
            Files.deleteIfExists(listing);
        } catch (IOException notNow) {
            // It leads to nothing, or to an entry that is used under another name.
        }
    }
}
