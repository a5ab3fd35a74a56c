package io.jenkins.trainmodel.spec.data;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Text for a language model: every token is predicted from those before it.
 *
 * @param path a file, a folder, or a pattern such as {@code corpus/*.txt}
 * @param tokenizer how text becomes tokens; empty: as that of the model which the run begins with, see {@link #with}
 * @param context how many tokens a model sees at most; a sample is so many and those that come next
 * @param split what stands on one side of the split; empty: documents where there are many, sections where not
 * @param field of a line of JSON lines, the document's text
 * @param validationPath files of its own for validation
 * @param testPath files of its own for the test
 * @param badRecords what becomes of lines that are no JSON with a text in it, and of files that are not UTF-8
 */
public record Text(
        Path path,
        Optional<TokenizerSpec> tokenizer,
        int context,
        Optional<SplitUnit> split,
        String field,
        double validation,
        Optional<Path> validationPath,
        Optional<Double> test,
        Optional<Path> testPath,
        BadRecords badRecords)
        implements DataSpec.Drawn {
    /** Of text that is all as it should be. */
    public Text(
            Path path,
            Optional<TokenizerSpec> tokenizer,
            int context,
            Optional<SplitUnit> split,
            String field,
            double validation,
            Optional<Path> validationPath,
            Optional<Double> test,
            Optional<Path> testPath) {
        this(path, tokenizer, context, split, field, validation, validationPath, test, testPath, BadRecords.FAIL);
    }

    /** The same text, cut by another tokenizer. */
    public Text with(TokenizerSpec other) {
        return new Text(
                path,
                Optional.of(other),
                context,
                split,
                field,
                validation,
                validationPath,
                test,
                testPath,
                badRecords);
    }

    @Override
    public boolean isTested() {
        return test.isPresent() || testPath.isPresent();
    }

    @Override
    public Task task() {
        return Task.LANGUAGE_MODEL;
    }

    /** What of a text stands on one side of the split as a whole. */
    public enum SplitUnit {
        DOCUMENT,
        SECTION
    }
}
