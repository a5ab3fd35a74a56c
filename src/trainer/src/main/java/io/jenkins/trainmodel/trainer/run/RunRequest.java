package io.jenkins.trainmodel.trainer.run;

import io.jenkins.trainmodel.spec.TrainingSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What to train and where.
 *
 * @param out the run directory
 * @param resume go on with the run that the directory holds; where it holds none, a run begins
 * @param owner on whose behalf, as {@link io.jenkins.trainmodel.run.RunClaim} knows it; empty for a person
 * @param trainerVersion for the run's environment
 * @param origin when the work began that the run belongs to; deadlines count from it
 * @param wish what a person wants to be different this time
 */
public record RunRequest(
        TrainingSpec spec, Path out, boolean resume, String owner, String trainerVersion, Instant origin, Wish wish) {

    /** A run that begins by itself, or goes on as it was. */
    public RunRequest(
            TrainingSpec spec, Path out, boolean resume, String owner, String trainerVersion, Instant origin) {
        this(spec, out, resume, owner, trainerVersion, origin, Wish.NONE);
    }

    /**
     * What a person wants of a run that begins or goes on.
     *
     * @param beginAt a checkpoint of another run where this one begins
     * @param patienceAnew whether early stopping gets its patience anew
     * @param by who asks; empty: nobody in particular
     * @param why in that person's words; may be empty
     */
    public record Wish(Optional<Path> beginAt, boolean patienceAnew, String by, String why) {
        public static final Wish NONE = new Wish(Optional.empty(), false, "", "");

        /** Who has changed what is different: the person, or the word for what was done. */
        String author(String otherwise) {
            return by.isEmpty() ? otherwise : by;
        }
    }
}
