/** What a machine has to compute with: listed, fetched, tried. */
package io.jenkins.trainmodel.trainer.cli.engines;
