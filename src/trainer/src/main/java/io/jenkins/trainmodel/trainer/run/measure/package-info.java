/** Losses, metrics, samples of text and the machine, as they come while a run trains. */
package io.jenkins.trainmodel.trainer.run.measure;
