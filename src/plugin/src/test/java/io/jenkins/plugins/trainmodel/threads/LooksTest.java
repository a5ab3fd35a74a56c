package io.jenkins.plugins.trainmodel.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LooksTest {
    private final TrainingThreads threads = new TrainingThreads();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    @AfterEach
    void end() {
        threads.end();
    }

    @Test
    void shouldLookAtOnceWhenSomebodyIsInAHurry() throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        Looks looks = new Looks(threads, looked::countDown);

        looks.again(60_000);
        looks.hurry();

        looked.await();
    }

    @Test
    void shouldNeverLookTwiceAtTheSameTime() throws Exception {
        Looks[] looks = new Looks[1];
        looks[0] = new Looks(threads, () -> {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            pause();
            atOnce.decrementAndGet();
            if (count.incrementAndGet() < 100) {
                looks[0].again(1);
            }
        });
        looks[0].again(0);
        while (count.get() < 100) {
            looks[0].hurry();
        }

        assertThat(mostAtOnce).hasValue(1);
    }

    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldNotComeBackWhenJenkinsEnds() {
        threads.end();

        new Looks(threads, count::incrementAndGet).again(0);

        assertThat(threads.ended()).isTrue();
        assertThat(count).hasValue(0);
    }
}
