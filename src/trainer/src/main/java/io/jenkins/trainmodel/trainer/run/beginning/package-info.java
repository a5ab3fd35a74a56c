/** What a run begins from: nothing, the model of another run, or a checkpoint of its own. */
package io.jenkins.trainmodel.trainer.run.beginning;
