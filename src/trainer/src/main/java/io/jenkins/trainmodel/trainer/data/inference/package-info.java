/**
 * New samples for a model that was trained: read one after the other, in the order in which they stand, and prepared as those that
 * the model has learned.
 */
package io.jenkins.trainmodel.trainer.data.inference;
