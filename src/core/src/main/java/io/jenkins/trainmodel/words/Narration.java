package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.PlannedEpochs;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.report.CostMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells a run on a console while it happens: how it begins, an epoch in a line and ever fewer of them, what is rare, how it
 * ends. It hears all events in the order of the log; what it says follows from them alone, so after a restart the part of a
 * log that was told already can be passed through it in silence. Every line is fit for a console, whatever the log holds.
 */
public final class Narration {
    private final EpochChoice choice = new EpochChoice();
    private final CostMeter meter = new CostMeter();
    private final Audience audience;
    private final EventWords words;
    private PlannedEpochs planned = PlannedEpochs.UNKNOWN;
    /** The newest reading of the first epoch; empty once an epoch is complete, whose line says more. */
    private Optional<TrainingEvent.Step> reading = Optional.empty();

    /** For a file that whoever may read. */
    public Narration() {
        this(Audience.RECORD);
    }

    /** For somebody who reads along. */
    public Narration(Audience audience) {
        this.audience = audience;
        this.words = new EventWords(audience);
    }

    /** The lines for the next entry of the log; at its end also what the run has cost. */
    public List<String> tell(EventRecord entry) {
        meter.add(entry);
        List<String> lines = tell(entry.event());
        return entry.event() instanceof Conclusion.Finished ? withCost(lines) : lines;
    }

    private List<String> withCost(List<String> lines) {
        List<String> all = new ArrayList<>(lines);
        meter.cost().flatMap(cost -> CostWords.sentence(cost, audience)).ifPresent(all::add);
        return all;
    }

    /** The lines for the next event; none for those that only fill curves and ledgers. */
    public List<String> tell(TrainingEvent event) {
        planned = planned.after(event);
        if (event instanceof TrainingEvent.Step step && step.epoch() == 1) {
            reading = Optional.of(step);
        }
        if (event instanceof TrainingEvent.Epoch epoch) {
            reading = Optional.empty();
            return choice.tells(epoch, plannedEpochs()) ? List.of(line(epoch)) : List.of();
        }
        List<String> told = words.of(event, plannedEpochs());
        return told.isEmpty() ? told : behindNewestEpoch(event, told);
    }

    private List<String> behindNewestEpoch(TrainingEvent event, List<String> told) {
        List<String> lines = new ArrayList<>();
        choice.takeUntold().map(this::line).ifPresent(lines::add);
        if (event instanceof Conclusion.Finished) {
            reading.flatMap(newest -> ReadingLine.of(newest, audience)).ifPresent(lines::add);
        }
        lines.addAll(told);
        if (event instanceof Intervention.HyperparameterChanged || event instanceof TrainingEvent.Resumed) {
            choice.tellNext();
        }
        return lines;
    }

    private String line(TrainingEvent.Epoch epoch) {
        return EpochLine.of(epoch, plannedEpochs(), audience);
    }

    /** The epochs that the rules in force allow at most, as the events so far tell it. */
    public Optional<Integer> plannedEpochs() {
        return planned.inForce();
    }
}
