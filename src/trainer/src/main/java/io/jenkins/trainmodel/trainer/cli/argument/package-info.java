/** Arguments and options that several commands share. */
package io.jenkins.trainmodel.trainer.cli.argument;
