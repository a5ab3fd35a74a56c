package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.spec.data.Text;
import io.jenkins.trainmodel.trainer.data.file.FileList;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.inference.LearnedData;
import io.jenkins.trainmodel.trainer.data.inference.StoredData;
import io.jenkins.trainmodel.trainer.data.inference.UnseenData;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A text for a model that has learned another one, in its tokens. These lie in a file of their own until all were read. */
public record UnseenText(Text spec, LearnedData learned, LibraryRequest libraries, LoadProgress progress) {
    private static final String TOKENS = "tokens.bin";

    /**
     * The windows of the text.
     *
     * @param places files, folders or patterns
     * @throws DataException if it cannot be read, or fills no window
     */
    public UnseenData of(List<Path> places) {
        try {
            Path directory = Files.createTempDirectory("train-model-text");
            try {
                return of(places, directory);
            } catch (IOException | RuntimeException failure) {
                delete(directory);
                throw failure;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The tokens of the text cannot be kept", failure);
        }
    }

    private UnseenData of(List<Path> places, Path directory) throws IOException {
        Tokenizer tokenizer = learned.tokenizer().orElseThrow();
        int width = TokenStore.width(tokenizer);
        Path file = directory.resolve(TOKENS);
        BadTexts bad = new BadTexts(places.get(0).toString(), spec.badRecords());
        try (TokenWriter writer = new TokenWriter(file, width)) {
            Tokenization.Side all = new Tokenization.Side(writer);
            TextReader reader = new TextReader(spec.field(), libraries, progress, bad);
            Tokenization tokens = new Tokenization(tokenizer, section -> all);
            reader.read(
                    places.stream()
                            .flatMap(place -> FileList.of(place).stream())
                            .toList(),
                    tokens);
        }
        TokenFile kept = TokenFile.open(file, width, tokenizer.size());
        int context = learned.sampleShape().get(0);
        if (kept.size() <= context) {
            throw new DataException(places.get(0) + ": the text has " + kept.size()
                    + " tokens, too few for a window of " + context + " and the token that comes next; give more text");
        }
        return new StoredData(new TokenWindows(kept, context), bad.notes(), () -> delete(directory));
    }

    /** What is still mapped cannot be deleted on Windows; it is left to whoever tidies the folder of temporary files. */
    private static void delete(Path directory) {
        try {
            Files.deleteIfExists(directory.resolve(TOKENS));
            Files.deleteIfExists(directory);
        } catch (IOException mapped) {
            directory.toFile().deleteOnExit();
        }
    }
}
