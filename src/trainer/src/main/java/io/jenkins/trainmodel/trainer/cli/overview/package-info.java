/** Commands for runs that others train, or have trained. */
package io.jenkins.trainmodel.trainer.cli.overview;
