/** The loaded script as it runs: its methods, its tensors in the host's memory and the device's, and what a device refuses. */
package io.jenkins.trainmodel.trainer.learner.module;
