package io.jenkins.trainmodel.trainer.watch.source;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The epochs that readings name, of a program that may say of none that it is complete: what rules and gates then wait for never
 * comes. Told once, as soon as two epochs must be over, or one at the end of the program.
 */
final class NamedEpochs {
    private static final int NONE = -1;

    private int first = NONE;
    private int newest = NONE;
    private boolean over;
    private boolean told;

    /** From the beginning of another file. */
    void clear() {
        first = NONE;
        newest = NONE;
        over = false;
        told = false;
    }

    /** Hears in which epoch a reading lies, and hands it on. */
    OptionalDouble of(OptionalDouble epoch) {
        if (epoch.isPresent()) {
            int begun = (int) Math.floor(epoch.getAsDouble());
            first = first == NONE ? begun : Math.min(first, begun);
            newest = Math.max(newest, begun);
        }
        return epoch;
    }

    /** An epoch is complete. */
    void isOver() {
        over = true;
    }

    /** What is to be told of them while the program goes on. */
    Optional<Report> open() {
        return tell(2);
    }

    /** What is to be told of them when nothing more comes. */
    Optional<Report> finish() {
        return tell(1);
    }

    private Optional<Report> tell(int ahead) {
        if (over || told || first == NONE || newest - first < ahead) {
            return Optional.empty();
        }
        told = true;
        return Optional.of(new Report.OpenEpochs(newest));
    }
}
