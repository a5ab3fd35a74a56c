package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users whose language has digits of its own. */
class LanguageIT {
    private static final String ARABIC = "-Duser.language=ar -Duser.country=EG";

    @TempDir
    private Path folder;

    @Test
    void shouldWriteTheSameDigitsInEveryLanguage() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        Path spec = Specifications.resumable(folder, 1);

        TrainerProcess.Result result = arabic("run", spec, "--out", run.root());
        TrainerProcess.Result verified = arabicHere("verify", run.root());
        TrainerProcess.Result refused = arabicHere("run", spec, "--out", run.root(), "--resume");
        TrainerProcess.Result estimated = arabic("estimate", spec, "--set=training.batchSize=auto");

        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(refused.err()).contains("1 of 1");
        assertThat(estimated.err()).contains("training.batchSize: ", " was chosen: ");
        assertThat(Stream.of(result, verified, refused, estimated).map(TrainerProcess.Result::toString))
                .allSatisfy(LanguageIT::requireAsciiDigits);
        for (Path file : new Path[] {
            run.names().log(),
            run.names().metricsCsv(),
            run.names().reportHtml(),
            run.names().model().resolve("README.md")
        }) {
            requireAsciiDigits(Files.readString(file));
        }
    }

    private static TrainerProcess.Result arabic(Object... arguments) throws Exception {
        return TrainerProcess.start(builder -> builder.environment().put("JAVA_TOOL_OPTIONS", ARABIC), arguments)
                .await();
    }

    /** What has been formatted before in this process was so in another language, so not all commands are run here. */
    private static TrainerProcess.Result arabicHere(Object... arguments) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            return CommandHere.run(arguments);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static void requireAsciiDigits(String text) {
        assertThat(text).doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
    }
}
