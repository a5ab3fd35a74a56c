/** The run directory: its names, its lock, commands to a training, files that survive a crash, manifests. */
package io.jenkins.trainmodel.run;
