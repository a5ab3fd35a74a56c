/** A run that several processes train together, each from its share of every batch. */
package io.jenkins.trainmodel.trainer.replica;
