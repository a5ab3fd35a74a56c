package io.jenkins.plugins.trainmodel.delivery;

import io.jenkins.plugins.trainmodel.threads.TrainingThreads;
import io.jenkins.plugins.trainmodel.threads.WorkKind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Sends reports until they have arrived, are refused, or were sent often enough; never on the thread of a run or a request.
 * Each arrives at least once, and twice only where Jenkins ends between the answer and its note.
 */
public final class DeliveryQueue {
    private static final Logger LOGGER = Logger.getLogger(DeliveryQueue.class.getName());
    private static final int MOST = 1000;
    /** A server may be away for a day: 5 s, 1 min, 5 min, 30 min, 2 h, 6 h and 16 h. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(16));

    private final DeliverySpool spool;
    private final TrainingThreads threads;
    private final WorkKind kind;
    private final Sender sender;
    private final Journal journal;
    private final List<Duration> pauses;
    private final int most;
    private final AtomicInteger waiting = new AtomicInteger();

    /** Sends a report once. */
    @FunctionalInterface
    public interface Sender {
        Answer send(Delivery delivery, byte[] report) throws InterruptedException;
    }

    /** Notes what came of it. */
    @FunctionalInterface
    public interface Journal {
        void note(Delivery delivery, Answer answer, Optional<Duration> again);
    }

    /**
     * A queue of this controller, over what its home has in {@code train-model/<directory>}.
     *
     * @param kind whose threads send
     */
    public static DeliveryQueue of(String directory, WorkKind kind, Sender sender) {
        return new DeliveryQueue(
                new DeliverySpool(Jenkins.get()
                        .getRootDir()
                        .toPath()
                        .resolve("train-model")
                        .resolve(directory)),
                TrainingThreads.get(),
                kind,
                sender,
                DeliveryLog::note,
                PAUSES,
                MOST);
    }

    /**
     * A queue over what is on the disk.
     *
     * @param kind whose threads send
     * @param pauses before the second time that a report is sent, the third, and so on; then it is given up
     * @param most how many reports may be on their way
     */
    DeliveryQueue(
            DeliverySpool spool,
            TrainingThreads threads,
            WorkKind kind,
            Sender sender,
            Journal journal,
            List<Duration> pauses,
            int most) {
        this.spool = spool;
        this.threads = threads;
        this.kind = kind;
        this.sender = sender;
        this.journal = journal;
        this.pauses = List.copyOf(pauses);
        this.most = most;
    }

    /** Takes a report; it is on the disk when this returns. Where too many are on their way, that is noted instead. */
    public void add(Delivery delivery, byte[] report) throws IOException {
        if (waiting.get() >= most) {
            journal.note(
                    delivery,
                    new Answer(
                            Answer.Fate.REFUSED, "not sent, since %d reports are on their way already".formatted(most)),
                    Optional.empty());
            return;
        }
        spool.add(delivery, report);
        begin(delivery, 0);
    }

    /** Goes on with what was on its way when Jenkins ended. */
    public void resume() {
        try {
            long now = System.currentTimeMillis();
            spool.all().forEach(delivery -> begin(delivery, Math.max(0, delivery.due() - now)));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The reports that were on their way cannot be read", e);
        }
    }

    private void begin(Delivery delivery, long milliseconds) {
        waiting.incrementAndGet();
        threads.run(kind, () -> send(delivery), milliseconds);
    }

    private void send(Delivery delivery) {
        Answer answer;
        try {
            answer = sender.send(delivery, spool.report(delivery));
        } catch (IOException e) {
            answer = new Answer(Answer.Fate.REFUSED, "its report cannot be read: " + e.getMessage());
        } catch (InterruptedException e) {
            LOGGER.log(Level.FINE, "Jenkins ends; the report is sent when it is back", e);
            return;
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "A report could not be sent", e);
            answer = new Answer(Answer.Fate.AGAIN, "could not be sent: " + e);
        }
        Optional<Duration> pause = answer.fate() == Answer.Fate.AGAIN && delivery.attempts() < pauses.size()
                ? Optional.of(pauses.get(delivery.attempts()))
                : Optional.empty();
        conclude(delivery, answer, pause);
    }

    private void conclude(Delivery delivery, Answer answer, Optional<Duration> pause) {
        waiting.decrementAndGet();
        Optional<Delivery> next = pause.map(length -> delivery.sent(System.currentTimeMillis() + length.toMillis()));
        next.ifPresentOrElse(this::keep, () -> spool.remove(delivery));
        journal.note(delivery, answer, pause);
        next.ifPresent(again -> begin(again, pause.get().toMillis()));
    }

    private void keep(Delivery delivery) {
        try {
            spool.update(delivery);
        } catch (IOException e) {
            // After a restart it is sent as if it had not been sent this time.
            LOGGER.log(Level.WARNING, "How often a report was sent cannot be kept", e);
        }
    }
}
