/** When a checkpoint is written, and with what. */
package io.jenkins.trainmodel.trainer.run.saving;
