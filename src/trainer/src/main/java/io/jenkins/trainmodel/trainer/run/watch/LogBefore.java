package io.jenkins.trainmodel.trainer.run.watch;

import io.jenkins.trainmodel.drift.DataDrift;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.CommandInbox;
import io.jenkins.trainmodel.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What the event log tells of the processes that trained here before. */
public final class LogBefore {
    private static final String ONE = "1";
    private static final String NUMBER = "[1-9]\\d{0,3}";

    private RunJournal.Written written = RunJournal.Written.NOTHING;
    private Optional<String> runId = Optional.empty();
    private Optional<Conclusion.Finished> finished = Optional.empty();
    private OptionalLong ruledStep = OptionalLong.empty();
    private Optional<Provenance.Began> lineage = Optional.empty();
    private Optional<Provenance.Restarted> restarted = Optional.empty();
    private Optional<Provenance.TookOver> tookOver = Optional.empty();
    private boolean showedImages;
    private boolean toldData;
    private Optional<DataDrift> drift = Optional.empty();
    private final Set<String> answeredCommands = new HashSet<>();
    private final Set<Intervention.HyperparameterChanged> changes = new HashSet<>();
    private Optional<Hold> hold = Optional.empty();
    private Optional<Integer> threads = Optional.empty();
    private String replicas = ONE;
    private Optional<Integer> firstReplicas = Optional.empty();

    private LogBefore() {}

    /**
     * A run that a person wants to wait.
     *
     * @param begun whether it waits already
     */
    public record Hold(String by, String why, boolean begun) {}

    /** Nobody trained here before. */
    public static LogBefore none() {
        return new LogBefore();
    }

    public static LogBefore read(RunDirectory directory) throws IOException {
        LogBefore log = new LogBefore();
        if (Files.exists(directory.events())) {
            try (EventReader reader = EventReader.open(directory.events())) {
                reader.forEachRemaining(entry -> log.add(entry.event()));
            }
        }
        return log;
    }

    private void add(TrainingEvent event) {
        hold = holdAfter(event);
        if (event instanceof TrainingEvent.Started started) {
            runId = Optional.of(started.runId());
            threads = threadsOf(started.environment());
            replicas = replicasOf(started.environment());
            firstReplicas =
                    Optional.of(replicas).filter(count -> count.matches(NUMBER)).map(Integer::valueOf);
            finished = Optional.empty();
        } else if (event instanceof Provenance.Began began) {
            lineage = Optional.of(began);
        } else if (event instanceof Provenance.TookOver model) {
            tookOver = Optional.of(model);
        } else if (event instanceof TrainingEvent.ImagesVaried) {
            showedImages = true;
        } else if (event instanceof TrainingEvent.DataRead) {
            toldData = true;
        } else if (event instanceof TrainingEvent.DataCompared compared) {
            drift = Optional.of(compared.drift());
        } else if (event instanceof Provenance.Restarted there) {
            restarted = Optional.of(there);
        } else if (event instanceof Intervention.CommandApplied answer) {
            answeredCommands.add(answer.id());
        } else if (event instanceof Conclusion.Finished last) {
            finished = Optional.of(last);
            ruledStep = last.fired().isEmpty() ? ruledStep : OptionalLong.of(last.step());
        } else if (event instanceof TrainingEvent.Resumed resumed) {
            finished = Optional.empty();
            threads = threadsOf(resumed.environment()).or(() -> threads);
            replicas = replicasOf(resumed.environment());
            written = resumed.supersedes() ? written.upTo(resumed.epoch(), resumed.step()) : written;
        } else {
            written = written.with(event);
            if (event instanceof Intervention.HyperparameterChanged change) {
                changes.add(change);
            }
        }
    }

    private static String replicasOf(Map<String, String> environment) {
        return environment.getOrDefault(TrainingEvent.Started.REPLICAS, ONE);
    }

    private static Optional<Integer> threadsOf(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(TrainingEvent.Started.THREADS))
                .filter(number -> number.matches(NUMBER))
                .map(Integer::valueOf);
    }

    private Optional<Hold> holdAfter(TrainingEvent event) {
        if (event instanceof Intervention.CommandApplied answer
                && answer.accepted()
                && answer.command().equals(CommandInbox.HOLD)) {
            return hold.or(() -> Optional.of(new Hold(answer.by(), answer.why(), false)));
        }
        if (event instanceof Intervention.Held held) {
            return Optional.of(new Hold(held.by(), held.why(), true));
        }
        boolean over = event instanceof Intervention.WentOn
                || event instanceof Conclusion.Finished
                || event instanceof Intervention.CommandApplied answer
                        && answer.accepted()
                        && answer.command().equals(CommandInbox.GO_ON);
        return over ? Optional.empty() : hold;
    }

    /** What a person wants, and nobody has taken back: that the run waits. */
    public Optional<Hold> hold() {
        return hold;
    }

    /** Whether this very change was told. */
    public boolean tells(Intervention.HyperparameterChanged change) {
        return changes.contains(change);
    }

    /**
     * How many threads the engine of the newest process had; they decide in which order it sums, and so the last bits.
     *
     * @param count of replicas that are to train; empty where there were more or fewer, which shared the processors otherwise
     */
    public Optional<Integer> threadsOf(int count) {
        return threads.filter(number -> replicas.equals(Integer.toString(count)));
    }

    /** How many processes the run began with; empty where none did. */
    public Optional<Integer> firstReplicas() {
        return firstReplicas;
    }

    /** How far curves and ledger reach. */
    public RunJournal.Written written() {
        return written;
    }

    /** Of the first process; empty if it came to nothing. */
    public Optional<String> runId() {
        return runId;
    }

    /** Whether a training began here. */
    public boolean began() {
        return runId.isPresent();
    }

    /** Which other run it refers to, and what it has taken over; empty if that was never told. */
    public Optional<Provenance.Began> lineage() {
        return lineage;
    }

    /** The model in files with which it began; empty if that was never told. */
    public Optional<Provenance.TookOver> tookOver() {
        return tookOver;
    }

    /** Whether it was told what the data is. */
    public boolean toldData() {
        return toldData;
    }

    /** How the data stands to the reference's; empty if that was never told. */
    public Optional<DataDrift> drift() {
        return drift;
    }

    /** Whether it was shown what augmentation makes of images. */
    public boolean showedImages() {
        return showedImages;
    }

    /** The checkpoint of another run where it began; empty where it began by itself. */
    public Optional<Provenance.Restarted> restarted() {
        return restarted;
    }

    /** Whether a step or an epoch was told. */
    public boolean hasTrained() {
        return written.readings() > 0 || written.epochs() > 0;
    }

    /** How the newest process ended, if it ended in order. */
    public Optional<Conclusion.Finished> finished() {
        return finished;
    }

    /** Whether the run has ended in order at this step because rules had fired. */
    public boolean endedByRulesAt(long step) {
        return ruledStep.isPresent() && ruledStep.getAsLong() == step;
    }

    /** Identifiers of commands that were answered. */
    public Set<String> answeredCommands() {
        return answeredCommands;
    }
}
