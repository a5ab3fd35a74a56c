package io.jenkins.plugins.trainmodel.words;

import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.message.Recorded;
import io.jenkins.trainmodel.message.RecordedSentencesChecks;
import java.util.regex.Pattern;

/** The sentences of the plugin that its bundles do not hold; those in Jenkins's own log, scripts and code aside. */
class RecordedByClassesTest extends RecordedSentencesChecks {
    RecordedByClassesTest() {
        super(
                Recorded.with(Reader.class),
                Pattern.compile(
                        "/(KillScript|CommandLine|PipelineCode)\\.java: |: [#{<$]|symbol-|: The training listener "
                                + "|: (text, html|summary, result)|max-age|EventFeed\\.java|look after|missing in|not noted|to memory$"));
    }
}
