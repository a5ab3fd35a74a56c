package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.trainer.data.file.Fingerprint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a text, and of a validation text where it has its own, which can be read as often as need be.
 *
 * @param held files of the validation text; empty: a share is held out
 */
record TextSource(TextReader reader, List<Path> files, Optional<List<Path>> held) {
    static TextSource of(DataSpec.Text spec, TextReader reader) {
        return new TextSource(
                reader, TextFiles.of(spec.path()), spec.validationPath().map(TextFiles::of));
    }

    List<Path> all() {
        return Stream.concat(files.stream(), held.stream().flatMap(List::stream))
                .toList();
    }

    /** Reads the text, then the validation text, and gives the SHA-256 over both. */
    String read(TextSink text, TextSink validation) {
        List<String> fingerprints = new ArrayList<>();
        files.forEach(file -> fingerprints.add(reader.read(file, text)));
        held.orElse(List.of()).forEach(file -> fingerprints.add(reader.read(file, validation)));
        return Fingerprint.of(fingerprints);
    }
}
