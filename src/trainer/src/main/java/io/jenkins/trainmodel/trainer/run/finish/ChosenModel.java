package io.jenkins.trainmodel.trainer.run.finish;

import io.jenkins.trainmodel.trainer.huggingface.PeftAdapter;
import io.jenkins.trainmodel.trainer.modelpackage.TrainingRecord.Packaged;
import java.util.Optional;

/**
 * The model that is to be kept; the learner holds it.
 *
 * @param packaged which of the run's parameters it has
 * @param adapter what PEFT gets of it
 */
record ChosenModel(Packaged packaged, Optional<PeftAdapter> adapter) {}
