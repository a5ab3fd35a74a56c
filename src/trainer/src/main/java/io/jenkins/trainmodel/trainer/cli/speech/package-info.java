/** What the terminal shows, in the language of whoever reads. */
package io.jenkins.trainmodel.trainer.cli.speech;
