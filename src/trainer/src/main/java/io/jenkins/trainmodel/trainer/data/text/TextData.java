package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import io.jenkins.trainmodel.spec.data.DataSpec;
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
import java.util.stream.Stream;

/** Data of text. */
public final class TextData {
    private final DataSpec.Text spec;
    private final TokenCache cache;
    private final LibraryRequest libraries;
    private final LoadProgress progress;

    /**
     * Data of this text.
     *
     * @param cache the directory where tokens are kept between runs
     * @param libraries where libraries of tokenizers and file formats are fetched from
     */
    public TextData(DataSpec.Text spec, Path cache, LibraryRequest libraries, LoadProgress progress) {
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
        TextSource source = TextSource.of(spec, new TextReader(spec.field(), libraries, progress));
        TokenStore store = new TextPreparation(spec, seed, expected, cache).of(source);
        try {
            return loaded(store);
        } catch (IOException unreadable) {
            throw new DataException(store.directory() + ": the tokens of the text cannot be read", unreadable);
        }
    }

    private LoadedData loaded(TokenStore store) throws IOException {
        TokenWindows train = windows(store.train(), "training");
        TokenWindows validation = windows(store.validation(), "validation");
        TokenStore.Content content = store.content();
        Tokenizer tokenizer = store.tokenizer();
        long known = store.overlap(spec.context(), progress);
        return new LoadedData(
                train,
                validation,
                Optional.empty(),
                List.of(spec.context()),
                List.of(),
                List.of(),
                content.fingerprint(),
                Preprocessing.scaled(description(tokenizer, known, validation), List.of(), 1),
                LabelScaling.NONE,
                new HoldOut(content.drawn(), ContentSketch.ofText(content.learned()), store.validating()),
                Stream.of(otherShare(content), overlap(known, validation))
                        .flatMap(Optional::stream)
                        .toList(),
                Optional.of(tokenizer),
                Optional.empty(),
                DataFacts.ofFiles(List.of(new DataFile(FileName.of(spec.path()), content.fingerprint()))));
    }

    private TokenWindows windows(TokenFile tokens, String part) {
        if (tokens.size() <= spec.context()) {
            throw new DataException(spec.path() + ": the " + part + " part has " + tokens.size()
                    + " tokens, too few for a window of " + spec.context()
                    + " and the token that comes next; give more text, a smaller context, or another share for"
                    + " validation");
        }
        return new TokenWindows(tokens, spec.context());
    }

    private String description(Tokenizer tokenizer, long known, TokenWindows validation) {
        return String.format(
                Locale.ROOT,
                "text in tokens of the tokenizer %s (%d different ones), in windows of %d; %d of %d windows of the"
                        + " validation text stand in the training text",
                tokenizer.name(),
                tokenizer.size(),
                spec.context(),
                known,
                validation.size());
    }

    /** Of few units a draw takes a share that is far from the one that is asked for. */
    private Optional<String> otherShare(TokenStore.Content content) {
        double share = (double) content.validation().bytes()
                / (content.train().bytes() + content.validation().bytes());
        if (!content.drawn() || Math.abs(share - spec.validation()) <= spec.validation() / 2) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "%s: %.1f %% of the text are held out, where %.1f %% are asked for, because it has only %d %ss to draw"
                        + " from; give more text, or validationPath for another share",
                spec.path(),
                100 * share,
                100 * spec.validation(),
                content.train().units() + content.validation().units(),
                content.unit()));
    }

    private Optional<String> overlap(long known, TokenWindows validation) {
        if (known == 0) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "%s: %d of %d windows of the validation text stand in the training text as well, token by token (%.1f"
                        + " %%): they tell little of what the model makes of text that it does not know",
                spec.path(),
                known,
                validation.size(),
                100.0 * known / validation.size()));
    }
}
