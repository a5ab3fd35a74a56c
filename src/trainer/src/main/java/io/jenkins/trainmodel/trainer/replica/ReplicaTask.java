package io.jenkins.trainmodel.trainer.replica;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.SpecWriter;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.run.verify.SavedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a process must know that is to train together with others, in files of a directory that the process which leads has made.
 *
 * @param replicas how many processes there are
 * @param timeoutMillis after which one that does not answer is taken for lost
 * @param threads of the engine in each
 * @param most samples that pass through the network at once
 * @param data what it means
 * @param fingerprint of all data
 * @param anew names of parameters that begin anew where the others are those of a model
 * @param frozen names of parameters and buffers that stay as they are whatever the specification says
 */
record ReplicaTask(
        int replicas,
        long timeoutMillis,
        int threads,
        int most,
        SavedData data,
        String fingerprint,
        Set<String> anew,
        Set<String> frozen) {
    /** The file through which the processes compute together. */
    static final String SHARED = "shared";

    private static final String TASK = "task.json";
    private static final int LARGEST = 64 << 20;
    private static final int DEEPEST = 10;
    private static final JsonMapper MAPPER =
            BoundedJson.builder(LARGEST, DEEPEST).build();

    void write(Path folder) throws IOException {
        MAPPER.writeValue(folder.resolve(TASK).toFile(), this);
    }

    static ReplicaTask read(Path folder) throws IOException {
        return MAPPER.readValue(folder.resolve(TASK).toFile(), ReplicaTask.class);
    }

    /** Keeps a specification under a number. */
    static void write(Path folder, int number, TrainingSpec spec) throws IOException {
        Files.writeString(file(folder, number), SpecWriter.toText(spec));
    }

    static TrainingSpec spec(Path folder, int number) throws SpecException, IOException {
        Path file = file(folder, number);
        return SpecReader.ofStored().read(file.toString(), Files.readString(file), folder, List.of());
    }

    private static Path file(Path folder, int number) {
        return folder.resolve("spec-" + number + ".json");
    }
}
