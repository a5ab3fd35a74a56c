package io.jenkins.plugins.trainmodel.delivery;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.words.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/** What came of sending a run's report, in a small file beside its event log; the newest lines of it. */
public final class DeliveryLog {
    private static final Logger LOGGER = Logger.getLogger(DeliveryLog.class.getName());
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int MOST_LINES = 50;

    private DeliveryLog() {}

    /**
     * A report was sent once.
     *
     * @param time when, in milliseconds since 1970
     * @param receiver the server, without what may be a key to it
     * @param delivery the delivery's id
     * @param attempt counted from 1
     * @param fate arrived, refused or again
     * @param words what was answered
     * @param againAfterSeconds when it is sent again; 0 where it is not
     */
    public record Line(
            long time,
            String receiver,
            String delivery,
            int attempt,
            String fate,
            String words,
            long againAfterSeconds) {}

    /** Notes it where the build still is. */
    public static void note(Delivery delivery, Answer answer, Optional<Duration> again) {
        Job<?, ?> job = Jenkins.get().getItemByFullName(delivery.job(), Job.class);
        Run<?, ?> build = job == null ? null : job.getBuildByNumber(delivery.build());
        if (build == null) {
            return;
        }
        Line line = new Line(
                System.currentTimeMillis(),
                Receiver.of(delivery.url()).words(),
                delivery.id(),
                delivery.attempts() + 1,
                answer.fate().name().toLowerCase(Locale.ROOT),
                PlainText.line(answer.words()),
                again.map(Duration::toSeconds).orElse(0L));
        add(file(build, delivery.run()), line);
    }

    /** Two reports of one run may be sent at the same time. */
    private static synchronized void add(Path file, Line line) {
        List<Line> lines = new ArrayList<>(read(file));
        lines.add(line);
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            DurableFiles.write(
                    file,
                    MAPPER.writeValueAsBytes(lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size())));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "It cannot be kept what came of a report: " + file);
        }
    }

    /** The newest lines about a run, the oldest of them first. */
    public static List<Line> of(Run<?, ?> build, String run) {
        return read(file(build, run));
    }

    private static Path file(Run<?, ?> build, String run) {
        return TrainingBuildAction.of(build).directory(run).resolve("deliveries.json");
    }

    private static List<Line> read(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? MAPPER.readValue(Files.readAllBytes(file), new TypeReference<List<Line>>() {})
                    : List.of();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "What came of a report cannot be read: " + file);
            return List.of();
        }
    }
}
