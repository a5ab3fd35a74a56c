package io.jenkins.plugins.trainmodel.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchRecordsTest {
    private static final LaunchRecord RECORD = new LaunchRecord(
            "key",
            "gpu",
            "/ws/digits",
            "/ws/digits/.train-model/digits",
            "/ws/digits@tmp/train-model-key",
            "team/train ö",
            7,
            "digits",
            "digits",
            1_700_000_000_000L,
            300,
            true,
            0,
            false);

    @TempDir
    private Path directory;

    @Test
    void shouldKnowATrainerAfterARestart() throws Exception {
        new LaunchRecords(directory).write(RECORD);

        assertThat(new LaunchRecords(directory).find("key")).contains(RECORD);
    }

    @Test
    void shouldForgetATrainerThatIsGone() throws Exception {
        LaunchRecords records = new LaunchRecords(directory);
        records.write(RECORD);

        records.remove("key");

        assertThat(records.find("key")).isEmpty();
        assertThat(new LaunchRecords(directory).all()).isEmpty();
    }

    @Test
    void shouldRememberATrainerThatHasEndedUntilItsFilesAreCleared() throws Exception {
        LaunchRecords records = new LaunchRecords(directory);
        records.write(RECORD);

        records.hasEnded("key");

        assertThat(new LaunchRecords(directory).find("key"))
                .get()
                .returns(true, LaunchRecord::gone)
                .returns(0L, LaunchRecord::forsakenSince);
    }

    @Test
    void shouldKnowAfterARestartThatNobodyWaitsForATrainer() throws Exception {
        LaunchRecords records = new LaunchRecords(directory);
        records.follow("key");
        records.write(RECORD);
        assertThat(records.isForgotten(RECORD)).isFalse();

        records.leave("key");

        LaunchRecord left = new LaunchRecords(directory).find("key").orElseThrow();
        assertThat(left.isGivenUp()).isTrue();
        assertThat(records.isForgotten(left)).isTrue();
    }

    @Test
    void shouldTellARunThatEndsFromOneThatGoesOn() throws Exception {
        LaunchRecords records = new LaunchRecords(directory);
        records.follow("key");
        records.write(RECORD);
        assertThat(records.isEnding(RECORD)).isFalse();

        records.isToEnd("key");

        assertThat(records.isEnding(RECORD)).isTrue();
    }

    @Test
    void shouldKnowTheJobByItsNewName() throws Exception {
        LaunchRecords records = new LaunchRecords(directory);
        records.write(RECORD);

        records.renamed("team/train ö", "other/train ö");
        records.renamed("team/train", "other/train");

        assertThat(new LaunchRecords(directory).find("key")).contains(RECORD.of("other/train ö"));
    }

    @Test
    void shouldPassOverWhatIsNoRecord() throws Exception {
        new LaunchRecords(directory).write(RECORD);
        Files.writeString(directory.resolve("broken.json"), "{\"key\":");
        Files.writeString(directory.resolve("newer.json"), """
                {"key":"newer","node":"","workspace":"","directory":"","scratch":"","job":"","build":1,"run":"","name":"",
                 "launchedAt":1,"graceSeconds":1,"resume":false,"forsakenSince":0,"fieldOfALaterVersion":1}""");

        assertThat(new LaunchRecords(directory).all())
                .extracting(LaunchRecord::key)
                .containsExactlyInAnyOrder("key", "newer");
    }
}
