package io.jenkins.trainmodel.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.message.Audience;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreparationWordsTest {
    private static final String READING = "reading the rows of data.csv for their statistics";

    /** Stands until it is moved on. */
    private static final class MovedClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }

        void after(long seconds) {
            now = now.plusSeconds(seconds);
        }
    }

    private final MovedClock clock = new MovedClock();
    private final PreparationWords words = new PreparationWords(clock, Audience.RECORD);

    @Test
    void shouldSayWhatTimeIsLeftAsFarAsTheTaskHasComeSinceItBegan() {
        assertThat(words.tell(READING, Optional.of(0.1))).contains(READING);
        clock.after(5);
        assertThat(words.tell(READING, Optional.of(0.2)))
                .as("a line every ten seconds")
                .isEmpty();
        clock.after(7);
        assertThat(words.tell(READING, Optional.of(0.4))).contains(READING + ": 40 %, 24 s left");
    }

    @Test
    void shouldTimeEveryTaskByItself() {
        words.tell("loading the engine", Optional.empty());
        clock.after(100);
        assertThat(words.tell(READING, Optional.of(0.0))).contains(READING);
        clock.after(10);
        assertThat(words.tell(READING, Optional.of(0.5))).contains(READING + ": 50 %, 10 s left");
        clock.after(10);
        assertThat(words.tell(READING, Optional.of(1.0))).contains(READING + ": 100 %");
    }

    @Test
    void shouldSayNoTimeWhereNobodyKnowsHowMuchThereIs() {
        words.tell(READING, Optional.empty());
        clock.after(10);

        assertThat(words.tell(READING, Optional.empty())).contains(READING);
        assertThat(words.left(READING, Optional.of(0.0))).isEmpty();
    }

    @Test
    void shouldSayItInChinese() {
        PreparationWords chinese = new PreparationWords(clock, Audience.of(Locale.SIMPLIFIED_CHINESE, ZoneOffset.UTC));
        chinese.left(READING, Optional.of(0.0));
        clock.after(4);

        assertThat(chinese.left(READING, Optional.of(0.25)).orElseThrow())
                .doesNotContain("left")
                .contains("12");
    }
}
