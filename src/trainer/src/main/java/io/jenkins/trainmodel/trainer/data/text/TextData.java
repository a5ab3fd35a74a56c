package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import io.jenkins.trainmodel.spec.data.Text;
import io.jenkins.trainmodel.trainer.data.DataFacts;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Preprocessing;
import io.jenkins.trainmodel.trainer.data.file.FileName;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.split.ContentSketch;
import io.jenkins.trainmodel.trainer.data.split.HoldOut;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import io.jenkins.trainmodel.trainer.data.token.Tokenizers;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Data of text. */
public final class TextData {
    private final Text spec;
    private final TokenCache cache;
    private final LibraryRequest libraries;
    private final LoadProgress progress;

    /**
     * Data of this text.
     *
     * @param cache the directory where tokens are kept between runs
     * @param libraries where libraries of tokenizers and file formats are fetched from
     */
    public TextData(Text spec, Path cache, LibraryRequest libraries, LoadProgress progress) {
        this.spec = spec;
        this.cache = new TokenCache(cache, new Tokenizers(libraries));
        this.libraries = libraries;
        this.progress = progress;
    }

    /**
     * The windows of the text.
     *
     * @throws DataException if it cannot be read, is too short, or is not cut into the tokens of the model that is to go on
     */
    public LoadedData load(long seed, Optional<Expectation> expected) {
        TextSource source = TextSource.of(spec, reader());
        TokenStore store = new TextPreparation(spec, seed, expected, cache).of(source);
        try {
            return loaded(store);
        } catch (IOException unreadable) {
            throw new DataException(store.directory() + ": the tokens of the text cannot be read", unreadable);
        }
    }

    private TextReader reader() {
        return new TextReader(
                spec.field(), libraries, progress, new BadTexts(spec.path().toString(), spec.badRecords()));
    }

    private LoadedData loaded(TokenStore store) throws IOException {
        TokenStore.Content content = store.content();
        Tokenizer tokenizer = store.tokenizer();
        TokenWindows train = windows(store.train(), "training");
        Known validation =
                new Known(windows(store.validation(), "validation"), store.overlap(spec.context(), progress));
        Optional<Known> test = content.test().isPresent()
                ? Optional.of(new Known(windows(store.test(), "test"), store.testOverlap(spec.context(), progress)))
                : Optional.empty();
        return new LoadedData(
                train,
                validation.windows,
                test.map(Known::windows),
                List.of(spec.context()),
                List.of(),
                List.of(),
                content.fingerprint(),
                Preprocessing.scaled(description(tokenizer, validation), List.of(), 1),
                LabelScaling.NONE,
                new HoldOut(content.drawn(), ContentSketch.ofText(content.learned()), store.judging()),
                new TextWarnings(spec, content).of(validation, test),
                Optional.of(tokenizer),
                Optional.empty(),
                new DataFacts(
                        List.of(new DataFile(FileName.of(spec.path()), content.fingerprint())),
                        List.of(),
                        List.of(),
                        content.duplicates(),
                        List.of(),
                        Optional.empty()));
    }

    /**
     * A part that a model is judged by.
     *
     * @param known how many of its windows stand in the training text
     */
    record Known(TokenWindows windows, long known) {}

    private TokenWindows windows(TokenFile tokens, String part) {
        if (tokens.size() <= spec.context()) {
            throw new DataException(spec.path() + ": the " + part + " part has " + tokens.size()
                    + " tokens, too few for a window of " + spec.context()
                    + " and the token that comes next; give more text, a smaller context, or other shares for"
                    + " validation and test");
        }
        return new TokenWindows(tokens, spec.context());
    }

    private String description(Tokenizer tokenizer, Known validation) {
        return String.format(
                Locale.ROOT,
                "text in tokens of the tokenizer %s (%d different ones), in windows of %d; %d of %d windows of the"
                        + " validation text stand in the training text",
                tokenizer.name(),
                tokenizer.size(),
                spec.context(),
                validation.known,
                validation.windows.size());
    }
}
