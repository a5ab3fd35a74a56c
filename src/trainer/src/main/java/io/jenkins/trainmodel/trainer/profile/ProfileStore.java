package io.jenkins.trainmodel.trainer.profile;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.run.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Profiles kept in a directory that several machines may share, one file a machine and device.
 *
 * @param directory it need not exist
 */
public record ProfileStore(Path directory) {
    private static final int LARGEST = 1 << 16;
    private static final int DEEPEST = 5;
    private static final JsonMapper JSON = BoundedJson.builder(LARGEST, DEEPEST).build();

    /** The profiles in a cache directory. */
    public static ProfileStore in(Path cache) {
        return new ProfileStore(cache.resolve("profiles"));
    }

    /** What was kept; empty where nothing was, or nothing that can be read or have been measured. */
    public Optional<MachineProfile> find(String host, String device) {
        Path file = file(host, device);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            return Optional.ofNullable(JSON.readValue(Files.readAllBytes(file), MachineProfile.class))
                    .filter(MachineProfile::isPlausible)
                    .filter(kept -> kept.host().equals(host) && kept.device().equals(device));
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    /** Keeps a profile for good, in place of the one before. */
    public Path keep(MachineProfile profile) throws IOException {
        Files.createDirectories(directory);
        Path file = file(profile.host(), profile.device());
        DurableFiles.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(profile));
        return file;
    }

    /** Where a profile is kept. */
    public Path file(String host, String device) {
        return directory.resolve(
                (host + "-" + device).replaceAll("[^A-Za-z0-9._-]+", "_").replaceAll("^\\.+", "_") + ".json");
    }

    /** A profile of a machine or of layers on one line. */
    public static String json(Record profile) throws IOException {
        return JSON.writeValueAsString(profile);
    }
}
