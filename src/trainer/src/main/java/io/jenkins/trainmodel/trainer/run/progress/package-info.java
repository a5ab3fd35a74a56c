/** Where a run stands, where its time goes, and how much is left. */
package io.jenkins.trainmodel.trainer.run.progress;
