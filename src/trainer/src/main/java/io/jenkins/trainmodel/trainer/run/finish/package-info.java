/** The end of a run: the model that is kept, its test, its gates. */
package io.jenkins.trainmodel.trainer.run.finish;
