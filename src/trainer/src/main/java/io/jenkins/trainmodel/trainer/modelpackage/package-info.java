/** The result of a run: the model with all that belongs to it, in one directory that a manifest vouches for. */
package io.jenkins.trainmodel.trainer.modelpackage;
