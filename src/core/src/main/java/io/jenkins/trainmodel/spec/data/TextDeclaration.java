package io.jenkins.trainmodel.spec.data;

import io.jenkins.trainmodel.spec.data.Text.SplitUnit;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import java.nio.file.Path;
import java.util.Optional;

/** Data of the type {@code text}. */
final class TextDeclaration {
    private static final int LONGEST_CONTEXT = 1 << 20;

    private static final Key<Text, Path> PATH = Key.required(
            "path",
            Types.files("a file, a folder or a pattern such as corpus/*.txt"),
            Text::path,
            "A file, a folder with all below it, or a pattern; .jsonl and .ndjson are JSON lines, .parquet and .pq"
                    + " Parquet, all else is plain text, with or without gzip.");
    private static final Key<Text, Optional<TokenizerSpec>> TOKENIZER = Key.derived(
            "tokenizer",
            Types.optional(TokenizerDeclaration.TYPE),
            Text::tokenizer,
            "byte, or that of the model: package or huggingface",
            (values, context) -> Optional.of(Optional.empty()),
            "How text becomes tokens.");
    private static final Key<Text, Integer> CONTEXT = Key.of(
            "context",
            Types.integer(1, LONGEST_CONTEXT),
            Text::context,
            256,
            "How many tokens a model sees at most; so many are a sample.");
    private static final Key<Text, Optional<SplitUnit>> SPLIT = Key.optional(
            "split",
            Types.word(SplitUnit.class),
            Text::split,
            "What is held out as a whole: documents, or sections of some kilobytes; without it, documents where there"
                    + " are at least 50, sections where there are fewer.");
    private static final Key<Text, String> FIELD = Key.of(
            "field",
            Types.text("the name of a field", 1000),
            Text::field,
            "text",
            "The field of a JSON line, or the column of a Parquet file, that is its text.");
    private static final Key<Text, Optional<Path>> VALIDATION_PATH = Key.optional(
            "validationPath",
            Types.files("a file, a folder or a pattern such as corpus/*.txt"),
            Text::validationPath,
            "Files of the same kind with validation text.");
    private static final Key<Text, Optional<Path>> TEST_PATH = Key.optional(
            "testPath",
            Types.files("a file, a folder or a pattern such as corpus/*.txt"),
            Text::testPath,
            "Files of the same kind with test text.");

    private static final Key<Text, BadRecords> BAD_RECORDS = Key.of(
            "badRecords",
            new BadRecordsType(),
            Text::badRecords,
            BadRecords.FAIL,
            "What becomes of JSON lines and rows of Parquet without a text, and of lines and plain files that are not UTF-8:"
                    + " an error, or so many of all files are left out and told; one more is an error.");

    static final ObjectType<Text> TYPE = ObjectType.<Text>named(
                    "text", "Text for a language model, which predicts every token from those before it.")
            .key(PATH)
            .key(TOKENIZER)
            .key(CONTEXT)
            .key(SPLIT)
            .key(FIELD)
            .key(DataKeys.VALIDATION)
            .key(VALIDATION_PATH)
            .key(DataKeys.TEST)
            .key(TEST_PATH)
            .key(BAD_RECORDS)
            .check((values, context) -> DataKeys.checkShares(VALIDATION_PATH, TEST_PATH, values, context))
            .build(values -> new Text(
                    values.get(PATH),
                    values.get(TOKENIZER),
                    values.get(CONTEXT),
                    values.get(SPLIT),
                    values.get(FIELD),
                    values.get(DataKeys.VALIDATION),
                    values.get(VALIDATION_PATH),
                    values.get(DataKeys.TEST),
                    values.get(TEST_PATH),
                    values.get(BAD_RECORDS)));

    private TextDeclaration() {}

    /** Tokens of a sample of the data that is read. */
    static Optional<Integer> context(ReadContext context) {
        return context.find(CONTEXT);
    }

    /** Whether the data that is read is of this type, also where one of its keys is wrong. */
    static boolean isRead(ReadContext context) {
        return context.find(CONTEXT).isPresent() || context.find(FIELD).isPresent();
    }
}
