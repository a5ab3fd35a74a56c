/** What a specification needs to measure a model, and whether a saved one is as good as it says. */
package io.jenkins.trainmodel.trainer.run.verify;
