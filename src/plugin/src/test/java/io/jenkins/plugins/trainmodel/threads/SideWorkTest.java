package io.jenkins.plugins.trainmodel.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SideWorkTest {
    private final TrainingThreads threads = new TrainingThreads();
    private final SideWork work = new SideWork(threads, WorkKind.STASH, Duration.ofMillis(50));

    @AfterEach
    void end() {
        threads.end();
    }

    @Test
    void shouldEndAndBeTaken() throws Exception {
        work.begin(() -> {});
        waitUntilDone();

        assertThat(work.take()).isTrue();
        assertThat(work.isDone()).isFalse();
    }

    @Test
    void shouldGiveWhatItHasThrown() throws Exception {
        work.begin(() -> {
            throw new IOException("no space left");
        });
        waitUntilDone();

        assertThatThrownBy(work::take).isInstanceOf(IOException.class).hasMessage("no space left");
    }

    @Test
    void shouldBeInterruptedWhenItTakesTooLong() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        work.begin(() -> {
            begun.countDown();
            Thread.sleep(60_000);
        });
        begun.await();
        while (!work.interruptOverdue()) {
            Thread.sleep(5);
        }
        waitUntilDone();

        assertThat(work.take()).isFalse();
    }

    @Test
    void shouldNotBeDoneWhileAnInterruptedPieceStillWorks() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicBoolean deaf = new AtomicBoolean(true);
        work.begin(() -> {
            begun.countDown();
            while (deaf.get()) {
                try {
                    mayEnd.await();
                    deaf.set(false);
                } catch (InterruptedException e) {
                    // goes on, as some work does
                }
            }
        });
        begun.await();

        work.interrupt();
        assertThat(work.isRunning()).isTrue();
        mayEnd.countDown();
        waitUntilDone();

        assertThat(work.take()).isTrue();
    }

    @Test
    void shouldNeverBeginWhenItWasInterruptedBeforeAThreadWasFree() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        SideWork[] others = new SideWork[WorkKind.STASH.threads()];
        for (int i = 0; i < others.length; i++) {
            others[i] = new SideWork(threads, WorkKind.STASH, Duration.ofMinutes(1));
            others[i].begin(free::await);
        }
        AtomicBoolean began = new AtomicBoolean();
        work.begin(() -> began.set(true));

        work.interrupt();
        free.countDown();
        waitUntilDone();

        assertThat(work.take()).isFalse();
        assertThat(began).isFalse();
    }

    @Test
    void shouldNotLeaveAnInterruptionForTheNextPieceOfTheThread() throws Exception {
        for (int piece = 0; piece < 200; piece++) {
            work.begin(() -> {});
            work.interrupt();
            waitUntilDone();
            work.take();
            work.begin(() -> Thread.sleep(0, 1000));
            waitUntilDone();
            assertThat(work.take()).isTrue();
        }
    }

    private void waitUntilDone() throws InterruptedException {
        while (!work.isDone()) {
            Thread.sleep(1);
        }
    }
}
