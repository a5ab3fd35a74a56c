/** Commands for a model that was trained. */
package io.jenkins.trainmodel.trainer.cli.use;
