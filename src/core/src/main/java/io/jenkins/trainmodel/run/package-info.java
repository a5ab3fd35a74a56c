/** The run directory: its names, its marker and claim, its lock, commands to a training, files that survive a crash, manifests. */
package io.jenkins.trainmodel.run;
