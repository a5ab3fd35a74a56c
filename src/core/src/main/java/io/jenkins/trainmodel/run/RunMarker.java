package io.jenkins.trainmodel.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.json.BoundedJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Instant;
import java.util.Locale;

/**
 * What makes a directory a run directory: a small file that only this program writes. A directory without it belongs to
 * someone else, whatever its files are called.
 *
 * @param owner on whose behalf the run was begun, such as one step of one build; empty for a person's run
 * @param claimedAt when the directory became a run directory
 */
record RunMarker(int schemaVersion, String owner, Instant claimedAt) {
    private static final int SCHEMA_VERSION = 1;
    private static final int MAXIMUM_BYTES = 1 << 14;
    private static final int MAXIMUM_DEPTH = 8;
    private static final JsonMapper JSON =
            BoundedJson.builder(MAXIMUM_BYTES, MAXIMUM_DEPTH).build();

    static RunMarker of(String owner, Instant claimedAt) {
        return new RunMarker(SCHEMA_VERSION, owner, claimedAt);
    }

    /** Whether the directory has one. */
    static boolean isIn(RunDirectory run) {
        return Files.isRegularFile(run.marker(), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Reads the marker of a directory that has one.
     *
     * @throws ClaimRefusedException if it is damaged, or a newer program wrote it
     */
    static RunMarker read(RunDirectory run) throws IOException {
        try {
            if (Files.size(run.marker()) <= MAXIMUM_BYTES) {
                RunMarker marker = JSON.readValue(Files.readAllBytes(run.marker()), RunMarker.class);
                if (marker != null && marker.schemaVersion() == SCHEMA_VERSION) {
                    return marker;
                }
            }
        } catch (JsonProcessingException damaged) {
            throw new ClaimRefusedException(unreadable(run), damaged);
        }
        throw new ClaimRefusedException(unreadable(run));
    }

    private static String unreadable(RunDirectory run) {
        return String.format(
                        Locale.ROOT,
                        "The file %s is damaged or of a newer version, so nobody can tell whose run this is. ",
                        run.marker())
                + ClaimRefusedException.CHOOSE_ANOTHER;
    }

    void writeTo(RunDirectory run) throws IOException {
        DurableFiles.write(run.marker(), JSON.writeValueAsBytes(this));
    }
}
