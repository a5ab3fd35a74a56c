package io.jenkins.plugins.trainmodel.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.trainmodel.delivery.Answer;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Recorded;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedSentencesTest {
    private static final Audience CHINESE = Audience.of(Locale.CHINA, ZoneOffset.UTC);
    private static final Recorded SENTENCES = Recorded.with(Reader.class);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "killed by ada | 由 ada 强制终止",
                "killed by the kill of the build | 由 构建被强制终止 强制终止",
                "failed, worse | 未通过，更差",
                "the outcome is failure: diverged: train/loss is 9, above 5 | 结果为失败：diverged：train/loss 为 9，高于 5",
                "not published: there is no model package among the build's artifacts | 未发布：构建的制品中没有模型包",
                "nobody knows the host mlflow.example.org | 找不到主机 mlflow.example.org"
            })
    void shouldSayInChineseWhatTheBuildKeepsInEnglish(String recorded, String expected) {
        assertThat(SENTENCES.say(CHINESE, recorded)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 500})
    void shouldSayEveryAnswerOfAServer(int status) {
        assertThat(SENTENCES.say(CHINESE, Answer.of(status).words()))
                .startsWith("返回 " + status)
                .doesNotContain("answered");
    }

    @Test
    void shouldLeaveEnglishToWhoReadsEnglish() {
        assertThat(SENTENCES.say(Audience.RECORD, "killed by ada")).isEqualTo("killed by ada");
    }
}
