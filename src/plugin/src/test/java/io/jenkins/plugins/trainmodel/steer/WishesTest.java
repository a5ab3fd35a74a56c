package io.jenkins.plugins.trainmodel.steer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.trainmodel.page.WaitingWish;
import io.jenkins.trainmodel.run.Command;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WishesTest {
    private static final Instant NOW = Instant.parse("2026-11-27T15:00:00Z");

    private final Wishes wishes = new Wishes();

    @Test
    void shouldKnowAWishThatComesASecondTimeAlsoWhenItIsAnswered() {
        assertThat(wishes.add("one", new Command.Hold("ada", ""), NOW)).isTrue();
        assertThat(wishes.add("one", new Command.Hold("ada", ""), NOW)).isFalse();

        wishes.answered(wishes.unsent().get(0).id());

        assertThat(wishes.add("one", new Command.Hold("ada", ""), NOW)).isFalse();
        assertThat(wishes.waiting()).isEmpty();
    }

    @Test
    void shouldWaitForAnswersInTheOrderOfWishing() {
        wishes.add("one", new Command.Hold("ada", ""), NOW);
        wishes.add("two", new Command.GoOn("grace", ""), NOW.plusSeconds(1));

        wishes.unsent().get(0).sent();

        assertThat(wishes.unsent()).extracting(Wish::type).containsExactly("goOn");
        assertThat(wishes.waiting())
                .containsExactly(
                        new WaitingWish("hold", "ada", NOW), new WaitingWish("goOn", "grace", NOW.plusSeconds(1)));
    }

    @Test
    void shouldSendTheSameCommandAfterARestart() throws Exception {
        wishes.add("one", new Command.Change(Map.of("training.gradientClip", "1"), "ada", "it jumps"), NOW);
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(kept)) {
            out.writeObject(wishes);
        }

        Wishes again = (Wishes) new ObjectInputStream(new ByteArrayInputStream(kept.toByteArray())).readObject();

        Wish before = wishes.unsent().get(0);
        Wish after = again.unsent().get(0);
        assertThat(after.file().name()).isEqualTo(before.file().name());
        assertThat(new String(after.file().content(), StandardCharsets.UTF_8))
                .contains("training.gradientClip", "it jumps", "ada");
        assertThat(again.add("one", new Command.Hold("ada", ""), NOW)).isFalse();
    }

    @Test
    void shouldTakeWishesWhileItIsSaved() throws Exception {
        wishes.add("one", new Command.Hold("ada", ""), NOW);
        ByteArrayOutputStream kept = new ByteArrayOutputStream();

        try (ObjectOutputStream out = new WishingStream(kept)) {
            out.writeObject(wishes);
        }

        Wishes again = (Wishes) new ObjectInputStream(new ByteArrayInputStream(kept.toByteArray())).readObject();
        assertThat(again.waiting()).containsExactly(new WaitingWish("hold", "ada", NOW));
        assertThat(wishes.waiting()).hasSize(2);
    }

    /** Somebody wishes something more while the first wish is written. */
    private final class WishingStream extends ObjectOutputStream {
        WishingStream(ByteArrayOutputStream out) throws IOException {
            super(out);
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object written) {
            if (written instanceof Wish) {
                wishes.add("two", new Command.GoOn("grace", ""), NOW);
            }
            return written;
        }
    }

    @Test
    void shouldNotHoardWishes() {
        for (int number = 0; number < Wishes.MOST_WAITING; number++) {
            wishes.add("wish " + number, new Command.Checkpoint("ada"), NOW);
        }

        assertThatThrownBy(() -> wishes.add("one more", new Command.Checkpoint("ada"), NOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("20");
    }
}
