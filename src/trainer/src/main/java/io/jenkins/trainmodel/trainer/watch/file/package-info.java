/** Files that a watched program writes: which there are, and what has come to them. */
package io.jenkins.trainmodel.trainer.watch.file;
