package io.jenkins.plugins.trainmodel.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StopWishTest {
    private static final Instant START = Instant.parse("2026-11-26T02:00:00Z");
    private static final Duration GRACE = Duration.ofMinutes(5);

    private final StopWish wish = new StopWish();

    @Test
    void shouldNotBeShortenedByAskingAgain() {
        assertThat(wish.ask("ada", START)).isTrue();
        wish.sent(START);
        assertThat(wish.ask("grace", START.plusSeconds(1))).isFalse();
        assertThat(wish.ask("ada", START.plusSeconds(2))).isFalse();

        assertThat(wish.by()).isEqualTo("ada");
        assertThat(wish.isKillDue(GRACE, START.plusSeconds(299))).isFalse();
        assertThat(wish.isKillDue(GRACE, START.plusSeconds(300))).isTrue();
    }

    @Test
    void shouldBeShortenedByAKill() {
        wish.ask("ada", START);
        wish.sent(START);
        wish.askToKill("grace", START.plusSeconds(1));

        assertThat(wish.isKillDue(GRACE, START.plusSeconds(1))).isTrue();
        assertThat(wish.by()).isEqualTo("ada");
        assertThat(wish.killedBy()).contains("grace");
        wish.killed();
        assertThat(wish.isKillDue(GRACE, START.plusSeconds(1))).isFalse();
    }

    @Test
    void shouldCountTheGracePeriodFromWhenTheTrainerKnows() {
        wish.ask("ada", START);

        assertThat(wish.isKillDue(GRACE, START.plusSeconds(3600))).isFalse();
        wish.sent(START.plusSeconds(3600));
        assertThat(wish.isKillDue(GRACE, START.plusSeconds(3899))).isFalse();
        assertThat(wish.isKillDue(GRACE, START.plusSeconds(3900))).isTrue();
    }

    @Test
    void shouldNotWaitForEverForAnAgentThatIsAway() {
        assertThat(wish.isHopeless(GRACE, START)).isFalse();
        wish.ask("ada", START);

        assertThat(wish.isHopeless(GRACE, START.plusSeconds(299))).isFalse();
        assertThat(wish.isHopeless(GRACE, START.plusSeconds(300))).isTrue();
        wish.askToKill("ada", START.plusSeconds(1));
        assertThat(wish.isHopeless(GRACE, START.plusSeconds(1))).isTrue();
    }
}
