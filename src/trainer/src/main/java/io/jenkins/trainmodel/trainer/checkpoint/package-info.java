/** Checkpoints: all that a run needs to go on as if it had never stopped. Complete, verified, or set aside. */
package io.jenkins.trainmodel.trainer.checkpoint;
