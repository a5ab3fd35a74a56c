package io.jenkins.trainmodel.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.json.ForeignFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The file {@code data-profile.json}. */
public final class DataProfileJson {
    /** Its name in a model package. */
    public static final String FILE = "data-profile.json";

    private static final int MAXIMUM_BYTES = 32 << 20;
    private static final int MAXIMUM_DEPTH = 5;
    /** A column has a name, a kind, edges or words, and counts. */
    private static final int TOKENS_A_COLUMN = 200;

    private static final JsonMapper MAPPER = BoundedJson.builder(
                    MAXIMUM_BYTES, MAXIMUM_DEPTH, (long) DataProfile.MOST_COLUMNS * TOKENS_A_COLUMN)
            .build();

    private DataProfileJson() {}

    /** The profile as the file's bytes. */
    public static byte[] bytes(DataProfile profile) throws IOException {
        return MAPPER.writeValueAsBytes(profile);
    }

    /**
     * Reads a profile that somebody else may have written.
     *
     * @throws IOException if the file is none that this program understands; the message says why
     */
    public static DataProfile read(Path file) throws IOException {
        ForeignFile foreign = new ForeignFile(file, MAXIMUM_BYTES);
        try {
            DataProfile profile = MAPPER.readValue(foreign.bytes(), DataProfile.class);
            if (profile == null || profile.version() != DataProfile.SCHEMA_VERSION) {
                throw foreign.otherVersionThan(DataProfile.SCHEMA_VERSION);
            }
            requirePossible(foreign, profile);
            return profile;
        } catch (JsonProcessingException e) {
            throw foreign.unreadable(e);
        }
    }

    private static void requirePossible(ForeignFile foreign, DataProfile profile) throws IOException {
        Set<String> names = new HashSet<>();
        boolean twice = !profile.columns().stream().map(ColumnProfile::name).allMatch(names::add);
        if (twice
                || profile.samples() < 1
                || profile.columns().size() > DataProfile.MOST_COLUMNS
                || profile.columnCount() < profile.columns().size()) {
            throw new IOException(foreign.path() + " says nothing of columns that could be");
        }
    }
}
