package io.jenkins.trainmodel.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudienceTest {
    private static final Instant MOMENT = Instant.parse("2026-11-24T08:30:00.9Z");

    @ParameterizedTest
    @CsvSource({
        "zh, CHINESE",
        "zh-CN, CHINESE",
        "zh-SG, CHINESE",
        "zh-Hans-HK, CHINESE",
        "zh-TW, ENGLISH",
        "zh-HK, ENGLISH",
        "zh-Hant, ENGLISH",
        "en-US, ENGLISH",
        "de-DE, ENGLISH",
        "und, ENGLISH"
    })
    void shouldSpeakSimplifiedChineseToWhoeverReadsIt(String locale, Language language) {
        assertThat(Language.of(Locale.forLanguageTag(locale))).isEqualTo(language);
    }

    @Test
    void shouldTellTimeByTheReadersClock() {
        Audience shanghai = Audience.of(Locale.CHINA, ZoneId.of("Asia/Shanghai"));

        assertThat(shanghai.time(MOMENT)).isEqualTo("2026-11-24 16:30:00");
        assertThat(shanghai.timeWithZone(MOMENT)).isEqualTo("2026-11-24 16:30:00 UTC+08:00");
        assertThat(Audience.RECORD.timeWithZone(MOMENT)).isEqualTo("2026-11-24 08:30:00 UTC");
    }
}
