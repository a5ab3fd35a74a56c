package io.jenkins.trainmodel.check;

import io.jenkins.trainmodel.message.Recorded;
import io.jenkins.trainmodel.message.RecordedSentencesChecks;
import java.util.regex.Pattern;

/**
 * The sentences of core. What rules and gates answer is put together from many parts, and asked of themselves by the tests of
 * patterns; a description of a key is one of the schema, which editors show.
 */
class RecordedSentencesTest extends RecordedSentencesChecks {
    RecordedSentencesTest() {
        super(
                Recorded.with(CheckWords.class),
                Pattern.compile(
                        "/(stop/evaluation|trainmodel/gate|words|event|report/html)/\\w+\\.java: |/spec/.*: [A-Z].*\\.$"
                                + "|: (see below|the file's name without its extension|Train Model specification|trainModel step)$"));
    }
}
