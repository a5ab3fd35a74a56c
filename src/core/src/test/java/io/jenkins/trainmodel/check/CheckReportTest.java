package io.jenkins.trainmodel.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.jenkins.trainmodel.check.Check.Status;
import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.message.Audience;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckReportTest {
    private static final Timing TIME = new Timing(2, 0.5, 10);
    private static final Estimate ESTIMATE = new Estimate(
            "cpu",
            45,
            Optional.of(100),
            TIME,
            TIME,
            3,
            1,
            Optional.of(new Timing(90, 5, 10)),
            Optional.empty(),
            17_226,
            3e6,
            2e9,
            15e3,
            Optional.of(3.84e6),
            Optional.of(0.41),
            new Estimate.Memory(300 << 20, 1, 1, 2, 4, 3),
            new Estimate.Disk(1 << 20, 4 << 20, 2 << 20, 100, 200, 3 << 20),
            Optional.of(2),
            Optional.of(new Outlook(
                    EventSamples.BOTTLENECK,
                    Optional.of(new Outlook.DataFromDisk(3L << 30, 1L << 30, Optional.of(100.0 * (1 << 20)))))));
    private static final Check DATA = new Check(Subject.DATA, Status.PASSED, List.of("5 samples\u001b[31m"), 0.5);
    private static final Check ENGINE = new Check(Subject.ENGINE, Status.FAILED, List.of("no GPU", "no driver"), 1);
    private static final Audience CHINESE = Audience.of(Locale.SIMPLIFIED_CHINESE, ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void shouldReadWhatWasWritten() throws Exception {
        CheckReport report = CheckReport.of("digits", List.of(DATA, ENGINE), Optional.of(ESTIMATE));
        Path file = folder.resolve(CheckFile.NAME);

        CheckFile.write(file, report);

        assertThat(CheckFile.read(Files.readAllBytes(file))).isEqualTo(report);
        assertThat(report.passed()).isFalse();
        assertThat(CheckReport.of("digits", List.of(DATA), Optional.empty()).passed())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{\"v\":2}", "{\"v\":1,\"checks\":[{\"subject\":\"moon\"}]}", "{\"v\":1,\"passed\":7}"
            })
    void shouldRefuseWhatIsNoReport(String text) {
        assertThatIOException()
                .isThrownBy(() -> CheckFile.read(text.getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining(CheckFile.NAME);
    }

    @Test
    void shouldTellEveryFindingOnALineThatFitsAConsole() {
        assertThat(CheckWords.lines(Audience.RECORD, ENGINE))
                .containsExactly("FAILED  engine        no GPU", "FAILED  engine        no driver");
        assertThat(CheckWords.lines(Audience.RECORD, DATA)).containsExactly("ok      data          5 samples [31m");
        assertThat(CheckWords.lines(CHINESE, ENGINE).get(0)).startsWith("失败").contains("计算引擎");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,394 samples for training, 403 for validation; classes: 10 | 训练样本 1,394 个，验证样本 403 个；类别 10 个",
                "validation/f1 is not measured, and rule anyOf needs it; measured are train/loss"
                        + " | 指标 validation/f1 没有被测量，而 rule anyOf 需要它；已测量的有 train/loss",
                "1.5 MiB were written and read back equal | 已写入 1.5 MiB，读回内容一致",
                "23 s for 100 epochs, if no rule ends it earlier | 100 个轮次共 23 秒，除非有规则使其提前结束",
                "23 s for 1 epoch, if no rule ends it earlier | 1 个轮次共 23 秒，除非有规则使其提前结束",
                "needs the engine | 需要计算引擎"
            })
    void shouldSayWhatWasFoundInTheReadersLanguage(String finding, String expected) {
        Check check = new Check(Subject.DATA, Status.PASSED, List.of(finding), 1);

        assertThat(CheckWords.findings(CHINESE, check)).containsExactly(expected);
    }

    @Test
    void shouldSumUp() {
        CheckReport failed = CheckReport.of("digits", List.of(DATA, ENGINE), Optional.empty());

        assertThat(CheckWords.summary(Audience.RECORD, failed)).isEqualTo("1 of 2 checks failed (engine): no GPU");
        assertThat(CheckWords.summary(CHINESE, failed)).isEqualTo("2 项检查中有 1 项失败（计算引擎）：no GPU");
        assertThat(CheckWords.summary(Audience.RECORD, CheckReport.of("", List.of(DATA), Optional.empty())))
                .isEqualTo("all 1 checks passed");
    }

    @Test
    void shouldSayHowManyCheckpointsMayBeKept() {
        assertThat(diskOf(new Estimate.Disk(1 << 20, 4 << 20, 2 << 20, 100, 200, 3 << 20)))
                .startsWith("6 MiB")
                .endsWith("; 1 MiB less where the best checkpoints are among the newest");
        assertThat(diskOf(new Estimate.Disk(1 << 20, 3 << 20, 2 << 20, 100, 200, 3 << 20)))
                .endsWith("reports 200 B");
    }

    private static String diskOf(Estimate.Disk disk) {
        Estimate estimate = new Estimate(
                "cpu",
                45,
                Optional.of(100),
                TIME,
                TIME,
                3,
                1,
                Optional.empty(),
                Optional.empty(),
                1,
                1,
                1,
                1,
                Optional.empty(),
                Optional.empty(),
                new Estimate.Memory(1, 1, 1, 1, 1, 1),
                disk,
                Optional.empty(),
                Optional.empty());
        return EstimateWords.rows(Audience.RECORD, estimate).stream()
                .filter(row -> row.label().equals("disk"))
                .findFirst()
                .orElseThrow()
                .value();
    }

    /** The package is written behind the last checkpoint, so that the larger of both is what room is needed for. */
    @Test
    void shouldNeedRoomForACheckpointThatTakesThePlaceOfAnother() {
        assertThat(new Estimate.Disk(100, 400, 20, 3, 5, 400).room()).isEqualTo(503);
        assertThat(new Estimate.Disk(100, 400, 200, 3, 5, 400).room()).isEqualTo(608);
    }

    @Test
    void shouldSayWhatIsExpectedToHoldTheRunUp() {
        assertThat(EstimateWords.rows(Audience.RECORD, ESTIMATE))
                .contains(
                        new EstimateWords.Row(
                                "bottleneck",
                                "computing, 75 % of an epoch; most likely to help: bfloat16 (training.precision)"),
                        new EstimateWords.Row(
                                "the data",
                                "3 GiB are read from the disk in every epoch, as the 1 GiB of memory that are available"
                                        + " cannot keep them: 30.7 s at the least, at 100 MiB/s"));
        Outlook unknown = new Outlook(
                new BottleneckFound("data", 0.5, 9, "disk", "", List.of(), Optional.empty()),
                Optional.of(new Outlook.DataFromDisk(1 << 20, 1 << 30, Optional.empty())));
        assertThat(new OutlookWords(Audience.RECORD, unknown).rows())
                .extracting(EstimateWords.Row::value)
                .allSatisfy(value -> assertThat(value).contains("train-model profile"));
    }

    @Test
    void shouldSayThatTheMemoryIsOfAllProcesses() {
        assertThat(EstimateWords.rows(Audience.RECORD, ESTIMATE))
                .filteredOn(row -> row.label().equals("memory"))
                .allSatisfy(row -> assertThat(row.value()).startsWith("300 MiB for all 2 processes at their peak"));
    }

    @Test
    void shouldSayTheEstimateInBothLanguages() {
        assertThat(EstimateWords.rows(Audience.RECORD, ESTIMATE))
                .contains(
                        new EstimateWords.Row("throughput", "3.84 M tokens/s, 15 k samples/s"),
                        new EstimateWords.Row(
                                "compute", "3 M FLOP a step, 2 G FLOP/s achieved, 41 % of the device's peak (MFU)"));
        assertThat(EstimateWords.total(Audience.RECORD, ESTIMATE))
                .isEqualTo("1 min 30 s (± 5 s) for 100 epochs, if no rule ends it earlier");
        assertThat(EstimateWords.rows(CHINESE, ESTIMATE))
                .hasSameSizeAs(EstimateWords.rows(Audience.RECORD, ESTIMATE))
                .contains(new EstimateWords.Row("参数量", "17,226"));
    }
}
