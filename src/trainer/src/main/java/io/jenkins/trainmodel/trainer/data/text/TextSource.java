package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.trainer.data.file.FileList;
import io.jenkins.trainmodel.trainer.data.file.Fingerprint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a text, and of a validation text where it has its own, which can be read as often as need be.
 *
 * @param held files of the validation text; empty: a share is held out
 */
record TextSource(TextReader reader, List<Path> files, Optional<List<Path>> held) {
    static TextSource of(DataSpec.Text spec, TextReader reader) {
        return new TextSource(
                reader, FileList.of(spec.path()), spec.validationPath().map(FileList::of));
    }

    List<Path> all() {
        return Stream.concat(files.stream(), held.stream().flatMap(List::stream))
                .toList();
    }

    /** Which files validate, and which hold one document and which one in every line: their content does not tell. */
    String layout() {
        return kinds(files) + held.map(others -> "/" + kinds(others)).orElse("");
    }

    private static String kinds(List<Path> files) {
        return files.stream()
                .map(file -> TextReader.isDocument(file) ? "document" : "lines")
                .collect(Collectors.joining(","));
    }

    /**
     * Reads the text, then the validation text, and gives the SHA-256 over both: another one if a file moves from one to the
     * other.
     */
    String read(TextSink text, TextSink validation) {
        String own = read(files, text);
        return held.map(others -> Fingerprint.of(List.of(own, read(others, validation))))
                .orElse(own);
    }

    private String read(List<Path> some, TextSink sink) {
        return Fingerprint.of(some.stream().map(file -> reader.read(file, sink)).toList());
    }
}
