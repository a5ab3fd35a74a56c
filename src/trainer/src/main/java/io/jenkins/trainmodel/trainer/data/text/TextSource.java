package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.spec.data.Text;
import io.jenkins.trainmodel.trainer.data.file.FileList;
import io.jenkins.trainmodel.trainer.data.file.Fingerprint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a text, and of a validation text and a test text where it has its own, which can be read as often as need be.
 *
 * @param held files of the validation text; empty: a share is held out
 * @param tested files of the test text; empty: a share is kept for it, or there is no test
 */
record TextSource(TextReader reader, List<Path> files, Optional<List<Path>> held, Optional<List<Path>> tested) {
    static TextSource of(Text spec, TextReader reader) {
        return new TextSource(
                reader,
                FileList.of(spec.path()),
                spec.validationPath().map(FileList::of),
                spec.testPath().map(FileList::of));
    }

    List<Path> all() {
        return Stream.of(Optional.of(files), held, tested)
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .toList();
    }

    /** Which files validate and test, and which hold one document and which one in every line: their content does not tell. */
    String layout() {
        return kinds(files)
                + held.map(others -> "/" + kinds(others)).orElse("")
                + tested.map(others -> "\ntest " + kinds(others)).orElse("");
    }

    private static String kinds(List<Path> files) {
        return files.stream()
                .map(file -> TextReader.isDocument(file) ? "document" : "lines")
                .collect(Collectors.joining(","));
    }

    /**
     * Reads the text, then the validation text, then the test text, and gives the SHA-256 over all: another one if a file moves
     * from one to another.
     */
    String read(TextSink text, TextSink validation, TextSink test) {
        reader.bad().begin();
        List<String> parts = new ArrayList<>(List.of(read(files, text)));
        held.ifPresent(others -> parts.add(read(others, validation)));
        tested.ifPresent(others -> {
            if (held.isEmpty()) {
                parts.add(Fingerprint.of(List.of()));
            }
            parts.add(read(others, test));
        });
        return Fingerprint.of(parts);
    }

    private String read(List<Path> some, TextSink sink) {
        return Fingerprint.of(reader.read(some, sink));
    }
}
