package io.jenkins.trainmodel.trainer.run.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs({OS.LINUX, OS.MAC})
class InterruptionTest {
    @Test
    void shouldGiveTheSignalsOfTheProcessBackToWhoeverHadThemBefore() throws Exception {
        Semaphore before = new Semaphore(0);
        Semaphore announced = new Semaphore(0);
        Object first = Signals.register("TERM", before::release);
        try {
            try (Interruption interruption = Interruption.ofProcess(words -> announced.release())) {
                signal();
                assertThat(announced.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
                assertThat(interruption.requested()).contains("SIGTERM");
                assertThat(before.availablePermits()).isZero();
            }
            signal();
            assertThat(before.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            assertThat(announced.availablePermits()).isZero();
        } finally {
            Signals.unregister("TERM", first);
        }
    }

    @Test
    void shouldSayWhatIsBeingSavedWhereTheRunIsEndingAlready() throws Exception {
        BlockingQueue<String> announced = new LinkedBlockingQueue<>();
        try (Interruption interruption = Interruption.ofProcess(announced::add)) {
            interruption.trainingBegins();
            interruption.saving("the model is being packaged", () -> {
                signal();
                assertThat(announced.poll(10, TimeUnit.SECONDS))
                        .isEqualTo("Stopping (SIGTERM): the model is being packaged.");
                return true;
            });
        }
    }

    private static void signal() throws Exception {
        String number = Long.toString(ProcessHandle.current().pid());
        assertThat(new ProcessBuilder("kill", "-TERM", number).start().waitFor())
                .isZero();
    }
}
