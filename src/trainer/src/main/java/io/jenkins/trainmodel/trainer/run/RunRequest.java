package io.jenkins.trainmodel.trainer.run;

import io.jenkins.trainmodel.spec.TrainingSpec;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What to train and where.
 *
 * @param out the run directory
 * @param resume go on with the run that the directory holds; where it holds none, a run begins
 * @param owner on whose behalf, as {@link io.jenkins.trainmodel.run.RunClaim} knows it; empty for a person
 * @param trainerVersion for the run's environment
 * @param origin when the work began that the run belongs to; deadlines count from it
 */
public record RunRequest(
        TrainingSpec spec, Path out, boolean resume, String owner, String trainerVersion, Instant origin) {}
