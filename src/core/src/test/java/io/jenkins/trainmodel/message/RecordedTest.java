package io.jenkins.trainmodel.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.backtest.CurveReader;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import io.jenkins.trainmodel.stop.evaluation.Decision;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import io.jenkins.trainmodel.stop.evaluation.References;
import io.jenkins.trainmodel.stop.evaluation.StopEvaluator;
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

class RecordedTest {
    private static final String CURVE = """
            epoch,step,elapsedSeconds,train/loss,validation/loss,validation/accuracy,gradient/norm
            1,10,1000,0.5,0.4,0.5,1
            2,20,2000,0.4,0.3,0.6,0.9
            3,30,3000,0.3,0.35,0.65,0.4
            4,40,4000,0.3,0.4,0.65,0.3
            5,50,5000,0.25,,0.66,
            6,60,6000,nan,0.5,nan,nan
            7,70,7000,0.2,0.1,0.9,3
            """;
    private static final Audience CHINESE = Audience.of(Locale.CHINA, ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maxEpochs: epoch 5 of 5 is complete | maxEpochs：第 5/5 轮次已完成",
                "earlyStopping: validation/loss has not improved on 0.1 (epoch 4) for 3 of 3 epochs"
                        + " | earlyStopping：validation/loss 在 3（共 3 个轮次）内没有优于 0.1（第 4 轮次）",
                "maxDuration: 8h 30m of 8h of training have passed (also fired: target)"
                        + " | maxDuration：训练时间已用 8 小时 30 分（上限 8 小时）（同时触发：target）",
                "target: validation/accuracy is 0.9, at least 0.8. A gate did not hold: test/f1 is 0.5, and not at least 0.6."
                        + " | target：validation/accuracy 为 0.9，不低于 0.8。一项质量门禁未通过：test/f1 为 0.5，未达到至少 0.6。",
                "stopped by ada; the model is kept | 由 ada 停止；模型已保留",
                "/data/d.csv, line 1: no column \"c\" (the label); the header has \"a\", \"b\"; did you mean \"a\"?"
                        + " | /data/d.csv，第 1 行: 没有列 \"c\"（标签）；表头为 \"a\", \"b\"；是否想写 \"a\"？",
                "checkpoint 000007 is damaged and not used: manifest.json holds nothing"
                        + " | 检查点 000007 已损坏，不予使用：manifest.json 没有内容"
            })
    void shouldSayInChineseWhatIsRecordedInEnglish(String recorded, String expected) {
        assertThat(Recorded.in(CHINESE, recorded)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a sentence of somebody else", "the data is not what it was", "{0}", "a.b", "损失"})
    void shouldLeaveWhatItDoesNotKnow(String text) {
        assertThat(Recorded.in(CHINESE, text)).isEqualTo(text);
    }

    @Test
    void shouldLeaveEnglishToWhoeverReadsEnglish() {
        assertThat(Recorded.in(Audience.RECORD, "the run is ending")).isEqualTo("the run is ending");
    }

    /** A rule a line, so that each answers whatever the others do. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "maxEpochs: 4",
                "maxSteps: 30",
                "maxDuration: 1h1m1s",
                "finishBy: '06:00 Europe/Berlin'",
                "milestone: [2, 4]",
                "target: {metric: validation/accuracy, atLeast: 0.6}",
                "target: {metric: validation/loss, atMost: 0.2, smooth: 3}",
                "lossBelow: 0.35",
                "score: {weights: {validation/accuracy: 0.7, train/loss: 0.3}, atLeast: 0.5}",
                "earlyStopping: {metric: validation/loss, patience: 2}",
                "earlyStopping: {metric: validation/loss, patience: 2, minDelta: 0.1, startEpoch: 2}",
                "earlyStopping: {metric: validation/loss, patience: 2, baseline: 0.15}",
                "earlyStopping: {metric: validation/loss, patience: 2, baseline: 0.15, minDelta: 0.01}",
                "plateau: {metric: validation/loss, window: 2, deviation: 0.2, startEpoch: 2}",
                "overfitting: {gap: 0.01, patience: 1}",
                "gradientBelow: {norm: 0.5, patience: 1}",
                "gradientChangeBelow: {relative: 0.5, window: 2}",
                "diverged: {lossAbove: 0.45, gradientAbove: 2}",
                "unreachable: {metric: validation/accuracy, atLeast: 0.99, within: 6}",
                "allOf: [{maxEpochs: 3}, {target: {metric: validation/accuracy, atLeast: 0.6}}]",
                "atLeastOf: {count: 2, rules: [{maxEpochs: 2}, {lossBelow: 0.35}, {milestone: [3]}]}"
            })
    void shouldKnowWhatARuleAnswers(String rule, @TempDir Path folder) throws Exception {
        Path spec = Files.writeString(folder.resolve("train.yaml"), "stopWhen:\n  - " + rule + "\n");
        List<StopRule> rules = new SpecReader().readRules(spec, List.of(), Optional.empty());
        StopEvaluator evaluator = StopEvaluator.start(rules, References.none());

        for (Observation observation : CurveReader.read(Files.writeString(folder.resolve("curve.csv"), CURVE))
                .observations()) {
            Decision decision = evaluator.observe(observation);
            decision.verdicts().forEach(RecordedTest::requireChinese);
            assertThat(english(Recorded.in(CHINESE, decision.reason()))).isEmpty();
        }
    }

    private static void requireChinese(Verdict verdict) {
        String said = Recorded.in(CHINESE, verdict.explanation());
        assertThat(english(said)).as(verdict.rule() + ": " + said).isEmpty();
        verdict.children().forEach(RecordedTest::requireChinese);
    }

    /** Words that are no names of rules and metrics. */
    private static String english(String said) {
        return said.replaceAll(
                        "[a-z]+/[a-z]+|[a-z]+[A-Z][A-Za-z]+(#\\d)?|target|unreachable|milestone|diverged|plateau|overfitting|score|NaN",
                        "")
                .replaceAll("[^A-Za-z]", "");
    }
}
