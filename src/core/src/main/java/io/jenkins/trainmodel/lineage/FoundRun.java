package io.jenkins.trainmodel.lineage;

import io.jenkins.trainmodel.backtest.CurveReader;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.reference.PackagedRun;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.stop.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A run as it was found in a directory.
 *
 * @param recording what is left of its measurements
 */
public record FoundRun(Member member, Recording recording) {

    /**
     * Reads a run directory, a model package, or an event log.
     *
     * @throws IOException if it is none of them, or cannot be read; the message says which and why
     */
    public static FoundRun read(Path place) throws IOException {
        RunDirectory directory = new RunDirectory(place);
        if (Files.isRegularFile(directory.events())) {
            return ofLog(place, directory.events());
        }
        if (Files.isRegularFile(place.resolve(PackagedRun.FILE))) {
            return ofPackage(place);
        }
        if (Files.isRegularFile(place) && CurveReader.isEventLog(place)) {
            return ofLog(place, place);
        }
        throw new IOException(place + " is neither a run directory, a model package nor an event log");
    }

    private static FoundRun ofLog(Path place, Path log) throws IOException {
        RunHistory history = new RunHistory();
        Moments moments = new Moments();
        Descent descent = Descent.UNKNOWN;
        try (EventReader reader = EventReader.open(log)) {
            while (reader.hasNext()) {
                EventRecord entry = reader.next();
                history.add(entry);
                moments.add(entry);
                descent = descent.after(entry.event());
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new FoundRun(member(place, history, descent, moments.all()), new Recording(log));
    }

    private static Member member(Path place, RunHistory history, Descent descent, List<Moment> moments) {
        Optional<TrainingEvent.Started> started = history.started();
        return new Member(
                descent.runId(),
                started.map(TrainingEvent.Started::name).orElseGet(() -> nameOf(place)),
                place.toString(),
                descent.origin(),
                new Member.Standing(
                        state(history),
                        history.progress().epoch(),
                        history.progress().elapsedSeconds(),
                        history.startedAt(),
                        history.best()),
                moments,
                Optional.empty());
    }

    private static String state(RunHistory history) {
        Optional<String> failed = history.failed().map(unused -> Outcome.FAILURE.word());
        return history.finished()
                .map(end -> end.outcome().word())
                .or(() -> failed)
                .orElse(Member.Standing.OPEN);
    }

    private static FoundRun ofPackage(Path place) throws IOException {
        PackagedRun run = PackagedRun.read(place.resolve(PackagedRun.FILE));
        Member member = new Member(
                run.runId(),
                run.name(),
                place.toString(),
                Origin.of(run),
                new Member.Standing(
                        run.result().outcome().word(),
                        run.result().packaged().epoch(),
                        0,
                        Optional.empty(),
                        Optional.empty()),
                List.of(),
                Manifest.verify(place).stream().findFirst());
        return new FoundRun(member, new Recording(new RunDirectory(place).metricsCsv()));
    }

    /** Of two places of one run, the one that tells more: a log more than a package, a longer run more than a shorter. */
    FoundRun fuller(FoundRun other) {
        boolean log = recording.isLogByName();
        boolean otherLog = other.recording.isLogByName();
        boolean longer = other.member.standing().epochs() > member.standing().epochs();
        return otherLog && !log || otherLog == log && longer ? other : this;
    }

    private static String nameOf(Path place) {
        return Optional.ofNullable(place.toAbsolutePath().normalize().getFileName())
                .map(Path::toString)
                .orElse(place.toString());
    }
}
