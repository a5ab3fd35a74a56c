package io.jenkins.trainmodel.trainer.watch.file;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What lay in the place of a program's files before the run began, so that metrics of another training are not taken for its own. */
public record FilesBefore(Map<String, GrowingFile.Mark> marks) {
    private static final int LARGEST = 64 << 20;
    private static final JsonMapper MAPPER = BoundedJson.builder(LARGEST, 10).build();

    /** As it was noted when the run began; noted now, where it was not. */
    public static FilesBefore noted(Path note, Set<Path> files) throws IOException {
        if (!Files.exists(note)) {
            Map<String, GrowingFile.Mark> marks = new TreeMap<>();
            for (Path file : files) {
                GrowingFile.Mark.of(file).ifPresent(mark -> marks.put(file.toString(), mark));
            }
            DurableFiles.write(note, readable(MAPPER.writeValueAsBytes(marks)));
        }
        return new FilesBefore(MAPPER.readValue(Files.readAllBytes(note), new TypeReference<>() {}));
    }

    /** No more than is read again when the run goes on. */
    private static byte[] readable(byte[] marks) {
        if (marks.length > LARGEST) {
            throw new WrongInputException("watch.metrics.path matches so many files that they cannot be told from those"
                    + " of the run: name the folder that the program writes");
        }
        return marks;
    }

    /** The file, from what is new of it. */
    public GrowingFile open(Path file) {
        return mark(file).map(before -> new GrowingFile(file, before)).orElseGet(() -> new GrowingFile(file));
    }

    /** Whether nothing has happened to the file since. */
    public boolean isUntouched(Path file) throws IOException {
        Optional<GrowingFile.Mark> before = mark(file);
        return before.isPresent()
                && GrowingFile.Mark.of(file).filter(before.get()::isSame).isPresent();
    }

    private Optional<GrowingFile.Mark> mark(Path file) {
        return Optional.ofNullable(marks.get(file.toString()));
    }
}
