package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.Optional;

/**
 * Decides which epochs are told in a line, so that the log of a long run stays readable: all of the first
 * {@value #ALWAYS}, and from then on those before which a minute of training went by, or a tenth of the epochs so far; a
 * new best is told four times as soon. Without minutes, 20,000 epochs are some hundred lines. Events alone decide, so
 * whoever reads a log again tells the same ones.
 */
final class EpochChoice {
    private static final int ALWAYS = 20;
    private static final double SECONDS = 60;
    private static final int TENTH = 10;
    private static final int SOONER = 4;

    private Optional<TrainingEvent.Epoch> told = Optional.empty();
    private Optional<TrainingEvent.Epoch> untold = Optional.empty();

    /** Whether this epoch has its line; one that has none is remembered until a later one has. */
    boolean tells(TrainingEvent.Epoch epoch, Optional<Integer> plannedEpochs) {
        boolean last = plannedEpochs.filter(planned -> planned == epoch.epoch()).isPresent();
        boolean tells = epoch.epoch() <= ALWAYS || last || told.isEmpty() || isDue(epoch, told.get());
        if (tells) {
            told = Optional.of(epoch);
        }
        untold = tells ? Optional.empty() : Optional.of(epoch);
        return tells;
    }

    private static boolean isDue(TrainingEvent.Epoch epoch, TrainingEvent.Epoch before) {
        boolean best = epoch.best().filter(b -> b.epoch() == epoch.epoch()).isPresent();
        int sooner = best ? SOONER : 1;
        return epoch.elapsedSeconds() - before.elapsedSeconds() >= SECONDS
                || (long) (epoch.epoch() - before.epoch()) * TENTH * sooner >= epoch.epoch();
    }

    /** After something that people should see the effect of, such as a change of a hyperparameter, the next is told. */
    void tellNext() {
        told = Optional.empty();
    }

    /** The newest epoch, if it had no line; it is told now, because something follows. */
    Optional<TrainingEvent.Epoch> takeUntold() {
        Optional<TrainingEvent.Epoch> newest = untold;
        told = newest.or(() -> told);
        untold = Optional.empty();
        return newest;
    }
}
