package io.jenkins.trainmodel.report;

import static org.assertj.core.api.Assertions.assertThatIOException;

import io.jenkins.trainmodel.run.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a damaged file people read where it is damaged and how, and nothing of the parser. */
class DamagedFilesTest {
    @TempDir
    private Path folder;

    @Test
    void shouldSayWhereASummaryIsDamaged() throws IOException {
        Path file = Files.writeString(folder.resolve("report.json"), "{\"v\": 1,\n \"name\": }");

        assertThatIOException()
                .isThrownBy(() -> ReportJson.read(file))
                .withMessage(file + " cannot be read: line 2, column 10: `}` does not belong there");
    }

    @Test
    void shouldSayWhichFieldOfASummaryIsWrong() throws IOException {
        Path file = Files.writeString(folder.resolve("report.json"), "{\"v\": 1, \"training\": {\"epochs\": \"two\"}}");

        assertThatIOException()
                .isThrownBy(() -> ReportJson.read(file))
                .withMessage(file + " cannot be read: `training.epochs` is not a whole number");
    }

    @Test
    void shouldSayThatATestResultIsCutOff() throws IOException {
        Path file = Files.writeString(folder.resolve("test.json"), "{\"v\": 1,\n\"result\": {");

        assertThatIOException()
                .isThrownBy(() -> TestResultJson.read(file))
                .withMessage(file + " cannot be read: line 2, column 12: the text ends in the middle of a value");
    }

    @Test
    void shouldReadNoLinksAndNothingLargerThanSuchFilesAre() throws IOException {
        Path large = folder.resolve("large.json");
        Files.write(large, new byte[(16 << 20) + 1]);
        Path link = Files.createSymbolicLink(
                folder.resolve("link.json"), Files.writeString(folder.resolve("test.json"), "{}"));

        assertThatIOException()
                .isThrownBy(() -> ReportJson.read(large))
                .withMessage(large + " is not a plain file of at most 16,777,216 bytes");
        assertThatIOException()
                .isThrownBy(() -> TestResultJson.read(link))
                .withMessage(link + " is not a plain file of at most 8,388,608 bytes");
        assertThatIOException()
                .isThrownBy(() -> ReportJson.read(folder))
                .withMessageStartingWith(folder + " is not a plain file");
    }

    @Test
    void shouldSayThatASummaryIsOfAnotherVersion() throws IOException {
        Path file = Files.writeString(folder.resolve("report.json"), "{\"v\": 9}");

        assertThatIOException()
                .isThrownBy(() -> ReportJson.read(file))
                .withMessage(file + " has another version than 1, the only one that is known here");
    }

    @Test
    void shouldSayWhichEntryOfAManifestIsWrong() throws IOException {
        Files.writeString(folder.resolve("manifest.json"), "{\"version\": 1,\n\"files\": [{\"bytes\": {}}]}");

        assertThatIOException()
                .isThrownBy(() -> Manifest.read(folder))
                .withMessage("manifest.json cannot be read: line 2, column 21: `files[0].bytes` is not a whole number");
    }
}
