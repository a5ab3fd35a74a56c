package io.jenkins.plugins.trainmodel.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.trainmodel.threads.TrainingThreads;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ListenerLaneTest {
    private static final long LONG = TimeUnit.MINUTES.toMillis(1);

    private final TrainingThreads threads = new TrainingThreads();
    private final List<Integer> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    private ListenerLane lane(int most, long patience) {
        return new ListenerLane(new TrainingListener() {}, threads, most, patience);
    }

    @Test
    void shouldTellEverythingInItsOrderAlsoAfterAFailure() throws InterruptedException {
        ListenerLane lane = lane(1000, LONG);

        IntStream.range(0, 500)
                .forEach(number -> lane.add(unused -> {
                    heard.add(number);
                    if (number % 3 == 0) {
                        throw new IllegalStateException("a defect of another plugin");
                    }
                }));
        lane.add(unused -> end.countDown());

        end.await();
        assertThat(heard)
                .containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
    }

    @Test
    void shouldInterruptAListenerThatHangsAndGoOn() throws InterruptedException {
        ListenerLane lane = lane(10, 50);
        lane.add(unused -> {
            try {
                Thread.sleep(LONG);
            } catch (InterruptedException e) {
                heard.add(1);
            }
        });
        lane.add(unused -> heard.add(Thread.currentThread().isInterrupted() ? -1 : 2));
        lane.add(unused -> end.countDown());

        end.await();

        assertThat(heard).containsExactly(1, 2);
    }

    @Test
    void shouldHoldUpNeitherThoseWhoTellNorOthersWhileAListenerHangs() throws InterruptedException {
        CountDownLatch released = new CountDownLatch(1);
        ListenerLane hanging = lane(3, LONG);
        IntStream.range(0, 100)
                .forEach(number -> hanging.add(unused -> {
                    try {
                        released.await();
                        heard.add(number);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }));
        CountDownLatch told = new CountDownLatch(1);

        lane(3, LONG).add(unused -> told.countDown());
        told.await();

        assertThat(heard).isEmpty();
        released.countDown();
        CountDownLatch all = new CountDownLatch(1);
        while (all.getCount() > 0) {
            hanging.add(unused -> all.countDown());
            all.await(20, TimeUnit.MILLISECONDS);
        }
        assertThat(heard).hasSizeBetween(3, 4).startsWith(0, 1, 2);
    }
}
