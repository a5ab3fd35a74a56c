/** Artifacts from the Maven repositories that this machine is set up for. */
package io.jenkins.trainmodel.trainer.library.maven;
