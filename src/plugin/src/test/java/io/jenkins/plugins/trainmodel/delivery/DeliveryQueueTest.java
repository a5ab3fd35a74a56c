package io.jenkins.plugins.trainmodel.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.trainmodel.threads.TrainingThreads;
import io.jenkins.plugins.trainmodel.threads.WorkKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DeliveryQueueTest {
    private static final Answer LATER = new Answer(Answer.Fate.AGAIN, "answered 503");
    private static final Answer HERE = new Answer(Answer.Fate.ARRIVED, "answered 200");
    private static final byte[] REPORT = {1, 2, 3};

    @TempDir
    private Path directory;

    private final TrainingThreads threads = new TrainingThreads();
    private final BlockingQueue<String> journal = new LinkedBlockingQueue<>();

    private DeliveryQueue queue(DeliveryQueue.Sender sender, int most, Duration... pauses) {
        return new DeliveryQueue(
                new DeliverySpool(directory),
                threads,
                WorkKind.SEND,
                sender,
                (delivery, answer, again) -> journal.add(delivery.id() + " " + answer.fate() + " " + again.isPresent()),
                List.of(pauses),
                most);
    }

    private static Delivery delivery(String id) {
        return new Delivery(id, "https://example.org/", "job", 7, "digits", "https://j/job/7/", 0, 0);
    }

    private List<Delivery> onTheirWay() throws IOException {
        return new DeliverySpool(directory).all();
    }

    @Test
    void shouldSendAgainWithTheSameIdUntilItHasArrived() throws Exception {
        BlockingQueue<Answer> answers = new LinkedBlockingQueue<>(List.of(LATER, LATER, HERE));
        BlockingQueue<String> sent = new LinkedBlockingQueue<>();
        DeliveryQueue queue = queue(
                (delivery, report) -> {
                    sent.add(delivery.id() + " " + delivery.attempts() + " " + report.length);
                    return answers.poll();
                },
                10,
                Duration.ofMillis(5),
                Duration.ofMillis(10));

        queue.add(delivery("one"), REPORT);

        assertThat(journal.take()).isEqualTo("one AGAIN true");
        assertThat(journal.take()).isEqualTo("one AGAIN true");
        assertThat(journal.take()).isEqualTo("one ARRIVED false");
        assertThat(sent).containsExactly("one 0 3", "one 1 3", "one 2 3");
        assertThat(onTheirWay()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shouldGiveUpInTheEndAndAtOnceWhereItIsRefused() throws Exception {
        queue((delivery, report) -> LATER, 10, Duration.ofMillis(1)).add(delivery("one"), REPORT);
        assertThat(List.of(journal.take(), journal.take())).containsExactly("one AGAIN true", "one AGAIN false");

        queue((delivery, report) -> Answer.of(404), 10, Duration.ofMillis(1)).add(delivery("two"), REPORT);
        assertThat(journal.take()).isEqualTo("two REFUSED false");

        queue(
                        (delivery, report) -> {
                            throw new IllegalStateException("a defect");
                        },
                        10)
                .add(delivery("three"), REPORT);
        assertThat(journal.take()).isEqualTo("three AGAIN false");
        assertThat(onTheirWay()).isEmpty();
    }

    @Test
    void shouldGoOnAfterARestartWithWhatHasNotArrived() throws Exception {
        queue((delivery, report) -> LATER, 10, Duration.ofMinutes(5)).add(delivery("one"), REPORT);
        assertThat(journal.take()).isEqualTo("one AGAIN true");
        // The controller was away for so long that its next time is over.
        new DeliverySpool(directory).update(delivery("one").sent(System.currentTimeMillis() - 1000));

        queue((delivery, report) -> delivery.attempts() == 1 && report.length == 3 ? HERE : LATER, 10)
                .resume();

        assertThat(journal.take()).isEqualTo("one ARRIVED false");
        assertThat(onTheirWay()).isEmpty();
    }

    @Test
    void shouldTakeNoMoreThanItMay() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        DeliveryQueue queue = queue(
                (delivery, report) -> {
                    released.await();
                    return HERE;
                },
                2);

        queue.add(delivery("one"), REPORT);
        queue.add(delivery("two"), REPORT);
        queue.add(delivery("three"), REPORT);

        assertThat(journal.take()).isEqualTo("three REFUSED false");
        assertThat(onTheirWay()).extracting(Delivery::id).containsExactlyInAnyOrder("one", "two");
        released.countDown();
        assertThat(List.of(journal.take(), journal.take()))
                .containsExactlyInAnyOrder("one ARRIVED false", "two ARRIVED false");
        assertThat(journal.poll(10, TimeUnit.MILLISECONDS)).isNull();
    }
}
