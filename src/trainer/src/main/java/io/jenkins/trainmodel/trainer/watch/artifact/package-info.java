/** What is kept of a watched training: the files that it left, with what the run knows of them. */
package io.jenkins.trainmodel.trainer.watch.artifact;
